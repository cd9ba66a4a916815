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
    // A product with shares: wasm tiles slowly.
    return [tf.mul(gradient.reshape([n, 1, c]), tf.fill([1, h * w, 1], 1 / (h * w))).reshape([n, h, w, c])];
  },
  receptiveField: () => 'all',
};
