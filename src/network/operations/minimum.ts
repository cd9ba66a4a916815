import * as tf from '@tensorflow/tfjs';
import { firstThatEquals } from './extremum.js';
import { merge } from './merge.js';

/** The smallest of several values. Ties: the first input gets the gradient. */
export const minimum = merge({
  name: 'minimum',
  keeps: ['inputs', 'output'],
  forward: (inputs) => inputs.reduce((smallest, input) => tf.minimum(smallest, input)),
  backward: firstThatEquals,
});
