import * as tf from '@tensorflow/tfjs';
import { merge } from './merge.js';

/** The first input less the second. */
export const subtract = merge({
  name: 'subtract',
  keeps: [],
  forward: ([minuend, subtrahend]) => tf.sub(minuend, subtrahend),
  backward: (gradient) => [gradient, tf.neg(gradient)],
});
