import * as tf from '@tensorflow/tfjs';
import { merge } from './merge.js';

/** The mean of several values. */
export const average = merge({
  name: 'average',
  keeps: [],
  forward: (inputs) =>
    tf.div(
      inputs.reduce((sum, input) => tf.add(sum, input)),
      inputs.length,
    ),
  backward: (gradient, { inputShapes }) => inputShapes.map(() => tf.div(gradient, inputShapes.length)),
});
