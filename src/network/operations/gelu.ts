import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** Gaussian error linear unit: x times the normal distribution at x, or its `approximate` form by tanh. */
export const gelu = pointwise({
  name: 'gelu',
  keeps: 'inputs',
  forward: (x, node) => tf.mul(x, node.attributes.approximate === true ? approximate(x) : exact(x)),
  derivative: ({ input: x, node }) => {
    if (node.attributes.approximate === true) {
      const share = approximate(x);
      const slope = tf.mul(tf.add(1, tf.mul(tf.square(x), 3 * CUBIC)), 2 * ROOT);
      return tf.add(share, tf.mul(tf.mul(x, slope), tf.mul(share, tf.sub(1, share))));
    }
    const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return tf.add(exact(x), tf.mul(x, density));
  },
});

const exact = (x: tf.Tensor) => tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);

/** (1 + tanh(z)) / 2 is sigmoid(2z). */
const approximate = (x: tf.Tensor) => tf.sigmoid(tf.mul(tf.mul(x, tf.add(1, tf.mul(tf.square(x), CUBIC))), 2 * ROOT));
