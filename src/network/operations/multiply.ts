import * as tf from '@tensorflow/tfjs';
import { merge } from './merge.js';

export const multiply = merge({
  name: 'multiply',
  keeps: ['inputs'],
  forward: (inputs) => inputs.reduce((product, input) => tf.mul(product, input)),
  backward: (gradient, { inputs }) =>
    inputs.map((_, i) => inputs.reduce((product, other, j) => (i === j ? product : tf.mul(product, other)), gradient)),
});
