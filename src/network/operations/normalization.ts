import * as tf from '@tensorflow/tfjs';
import type { Operation, TensorNode } from './operation.js';
import { ownPlace } from './pointwise.js';

/** `(x - mean) / sqrt(variance)`, as Keras' layer of that name: a deviation below 1e-7 counts as 1e-7. */
export const normalization: Operation = {
  name: 'normalization',
  keeps: [],
  shape: ([input]) => input,
  forward: ([input], node) => tf.mul(tf.sub(input, node.weights.mean), node.prepared.scale),
  backward: (gradient, { node }) => [tf.mul(gradient, node.prepared.scale)],
  prepare: (node: Omit<TensorNode, 'prepared'>) => ({
    scale: tf.reciprocal(tf.maximum(tf.sqrt(node.weights.variance), 1e-7)),
  }),
  receptiveField: () => ownPlace,
};
