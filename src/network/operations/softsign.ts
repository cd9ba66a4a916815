import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** `x / (1 + |x|)`. */
export const softsign = pointwise({
  name: 'softsign',
  keeps: 'inputs',
  forward: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  derivative: ({ input }) => tf.reciprocal(tf.square(tf.add(tf.abs(input), 1))),
});
