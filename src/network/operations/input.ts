import { alias } from './alias.js';
import type { Operation, Shape } from './operation.js';
import { ownPlace } from './pointwise.js';

/** Where images come in. */
export const input: Operation = {
  name: 'input',
  keeps: [],
  shape: (_, node) => {
    const { shape } = node.attributes;
    if (Array.isArray(shape)) return shape as Shape;
    throw new TypeError(`Cannot run "${node.name}": its shape is ${JSON.stringify(shape)}, expected lengths`);
  },
  forward: ([value]) => alias(value),
  backward: (gradient) => [gradient],
  receptiveField: () => ownPlace,
};
