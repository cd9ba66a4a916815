import type { Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** All values of an image in one row. */
export const flatten: Operation = {
  name: 'flatten',
  keeps: [],
  shape: ([input]) => [
    input.some((length) => length === null) ? null : input.reduce<number>((size, length) => size * (length ?? 1), 1),
  ],
  forward: ([input]) => input.reshape([input.shape[0], -1]),
  backward: (gradient, { inputShapes }) => [gradient.reshape([...inputShapes[0]])],
  receptiveField: ({ inputLength }) => (inputLength === 1 ? ownPlace : 'all'),
};
