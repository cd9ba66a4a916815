import * as tf from '@tensorflow/tfjs';
import type { Operation } from './operation.js';
import { maxPoolGradient } from './pool-gradient.js';

/** The largest value of each channel. Ties: the first position, row by row, gets the gradient. */
export const globalMaxPool: Operation = {
  name: 'global-max-pool',
  keeps: ['inputs', 'output'],
  shape: ([input], node) => (node.attributes.keepDims ? [1, 1, input[2]] : [input[2]]),
  forward: ([input], node) => tf.max(input, [1, 2], node.attributes.keepDims === true),
  backward: (gradient, { inputs, output }) => {
    const [n, h, w, c] = inputs[0].shape;
    const shape = [n, 1, 1, c];
    return [
      maxPoolGradient(gradient.reshape(shape), inputs[0], output.reshape(shape), {
        filterSize: [h, w],
        strides: [h, w],
        pad: 'valid',
      }),
    ];
  },
  receptiveField: () => 'all',
};
