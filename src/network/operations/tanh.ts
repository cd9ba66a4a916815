import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

export const tanh = pointwise({
  name: 'tanh',
  keeps: 'output',
  forward: (x) => tf.tanh(x),
  derivative: ({ output }) => tf.sub(1, tf.square(output)),
});
