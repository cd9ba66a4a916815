import * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import { pointwise } from './pointwise.js';

/** Exponential linear unit: x above zero, `alpha * (exp(x) - 1)` below. */
export const elu = pointwise({
  name: 'elu',
  keeps: 'output',
  forward: (x, node) => {
    const alpha = numberOf(node, 'alpha', 1);
    if (alpha === 1) return tf.elu(x);
    return tf.add(tf.relu(x), tf.mul(tf.expm1(tf.neg(tf.relu(tf.neg(x)))), alpha));
  },
  // Below zero the derivative is alpha * exp(x), which is the output plus alpha.
  derivative: ({ output, node }) => {
    const below = tf.add(output, numberOf(node, 'alpha', 1));
    return tf.where(tf.greater(output, 0), tf.onesLike(output), below);
  },
});
