import * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import type { Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** `x * scale + offset`. */
export const rescaling: Operation = {
  name: 'rescaling',
  keeps: [],
  shape: ([input]) => input,
  forward: ([input], node) => tf.add(tf.mul(input, numberOf(node, 'scale')), numberOf(node, 'offset', 0)),
  backward: (gradient, { node }) => [tf.mul(gradient, numberOf(node, 'scale'))],
  receptiveField: () => ownPlace,
};
