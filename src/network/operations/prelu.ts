import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** A rectifier whose slope below zero was learned: `alpha`, broadcast against one image. At zero: the slope below. */
export const prelu = pointwise({
  name: 'prelu',
  keeps: 'inputs',
  forward: (x, node) => tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), node.weights.alpha)),
  derivative: ({ input, node }) => {
    const above = tf.step(input);
    return tf.add(above, tf.mul(tf.sub(1, above), node.weights.alpha));
  },
});
