import * as tf from '@tensorflow/tfjs';
import type { Operation } from './operation.js';

/** The mean of each channel. */
export const globalAveragePool: Operation = {
  name: 'global-average-pool',
  keeps: [],
  shape: ([input], node) => (node.attributes.keepDims ? [1, 1, input[2]] : [input[2]]),
  forward: ([input], node) => tf.mean(input, [1, 2], node.attributes.keepDims === true),
  backward: (gradient, { inputShapes }) => {
    const [n, h, w, c] = inputShapes[0];
    return [tf.tile(tf.div(gradient, h * w).reshape([n, 1, 1, c]), [1, h, w, 1])];
  },
  receptiveField: () => 'all',
};
