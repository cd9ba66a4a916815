import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

export const sigmoid = pointwise({
  name: 'sigmoid',
  keeps: 'output',
  forward: (x) => tf.sigmoid(x),
  derivative: ({ output }) => tf.mul(output, tf.sub(1, output)),
});
