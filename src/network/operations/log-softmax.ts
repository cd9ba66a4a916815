import * as tf from '@tensorflow/tfjs';
import { axisOf } from './attributes.js';
import type { Operation } from './operation.js';
import { overAxis } from './over-axis.js';
import { softmax } from './softmax.js';

/** The logarithm of softmax along `axis` (default: the last). */
export const logSoftmax: Operation = {
  name: 'log-softmax',
  keeps: ['output'],
  shape: ([input]) => input,
  forward: ([x], node) =>
    overAxis(x, axisOf(node, x.rank - 1) + 1, (last) => {
      const shifted = tf.sub(last, tf.max(last, -1, true));
      return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
    }),
  backward: (gradient, { output, node }) => {
    const axis = axisOf(node, output.rank - 1) + 1;
    return [tf.sub(gradient, tf.mul(tf.exp(output), tf.sum(gradient, axis, true)))];
  },
  receptiveField: softmax.receptiveField,
};
