import * as tf from '@tensorflow/tfjs';
import { merge } from './merge.js';

export const add = merge({
  name: 'add',
  keeps: [],
  forward: (inputs) => inputs.reduce((sum, input) => tf.add(sum, input)),
  backward: (gradient, { inputShapes }) => inputShapes.map(() => gradient),
});
