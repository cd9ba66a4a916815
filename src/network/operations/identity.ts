import { alias } from './alias.js';
import type { Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** What does nothing once training is over: dropout, noise, linear activations. */
export const identity: Operation = {
  name: 'identity',
  keeps: [],
  shape: ([input]) => input,
  forward: ([input]) => alias(input),
  backward: (gradient) => [gradient],
  receptiveField: () => ownPlace,
};
