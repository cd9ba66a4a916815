import * as tf from '@tensorflow/tfjs';
import { firstThatEquals } from './extremum.js';
import { merge } from './merge.js';

/** The largest of several values. Ties: the first input gets the gradient. */
export const maximum = merge({
  name: 'maximum',
  keeps: ['inputs', 'output'],
  forward: (inputs) => inputs.reduce((largest, input) => tf.maximum(largest, input)),
  backward: firstThatEquals,
});
