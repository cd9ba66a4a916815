import * as tf from '@tensorflow/tfjs';
import type { BackwardRule } from './operation.js';

/** The gradient of the largest or smallest of several values: all of it goes to the first input that has that value. */
export const firstThatEquals: BackwardRule = (gradient, { inputs, output }) => {
  let left = tf.onesLike(output);
  return inputs.map((input) => {
    const chosen = tf.mul(left, tf.cast(tf.equal(tf.add(input, tf.zerosLike(output)), output), 'float32'));
    left = tf.sub(left, chosen);
    return tf.mul(gradient, chosen);
  });
};
