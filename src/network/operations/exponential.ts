import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

export const exponential = pointwise({
  name: 'exponential',
  keeps: 'output',
  forward: (x) => tf.exp(x),
  derivative: ({ output }) => output,
});
