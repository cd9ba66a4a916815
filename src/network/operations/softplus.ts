import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** `log(1 + exp(x))`. */
export const softplus = pointwise({
  name: 'softplus',
  keeps: 'inputs',
  forward: (x) => tf.softplus(x),
  derivative: ({ input }) => tf.sigmoid(input),
});
