import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

const ALPHA = 1.7580993408473768;
const SCALE = 1.0507009873554805;

/** Scaled exponential linear unit (Klambauer et al. 2017). */
export const selu = pointwise({
  name: 'selu',
  keeps: 'output',
  forward: (x) => tf.selu(x),
  derivative: ({ output }) => tf.where(tf.greater(output, 0), tf.fill(output.shape, SCALE), tf.add(output, ALPHA)),
});
