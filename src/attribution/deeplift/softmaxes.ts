import * as tf from '@tensorflow/tfjs';
import { axisOf } from '../../network/operations/attributes.js';
import { ratio } from './ratio.js';
import type { Pair } from './reference.js';
import type { PairRule } from './rule.js';

/**
 * Softmax as what it is made of: exponentials (rescaled), their sum, and a product with the sum's inverse (shared out in
 * halves). Exact; captum rescales each unit as if it stood alone, and then takes off the mean.
 */
export const softmaxParts: PairRule = (multipliers, pair) => {
  const { axis, now, before, sumNow, sumBefore, slope } = exponentials(pair);
  const inverse = tf.mul(tf.add(tf.reciprocal(sumNow), tf.reciprocal(sumBefore)), 0.5);
  const mean = tf.mul(tf.add(now, before), 0.5);
  const shared = tf.div(tf.sum(tf.mul(multipliers, mean), axis, true), tf.mul(sumNow, sumBefore));
  return [tf.mul(tf.sub(tf.mul(multipliers, inverse), shared), slope)];
};

/** The logarithm of softmax: the input less the logarithm (rescaled) of a sum of exponentials (rescaled). */
export const logSoftmaxParts: PairRule = (multipliers, pair) => {
  const { axis, sumNow, sumBefore, slope } = exponentials(pair);
  const change = tf.sub(tf.log(sumNow), tf.log(sumBefore));
  const logarithm = ratio(change, tf.sub(sumNow, sumBefore), tf.reciprocal(sumNow));
  return [tf.sub(multipliers, tf.mul(tf.mul(tf.sum(multipliers, axis, true), logarithm), slope))];
};

/** Both under one shift, half way between their maxima, so that neither leaves the range of numbers. */
function exponentials({ inputs: [x], inputsBefore: [y], node }: Pair) {
  const axis = axisOf(node, x.rank - 1) + 1;
  const shift = tf.mul(tf.add(tf.max(x, axis, true), tf.max(y, axis, true)), 0.5);
  const now = tf.exp(tf.sub(x, shift));
  const before = tf.exp(tf.sub(y, shift));
  const slope = ratio(tf.sub(now, before), tf.sub(x, y), now);
  return { axis, now, before, sumNow: tf.sum(now, axis, true), sumBefore: tf.sum(before, axis, true), slope };
}
