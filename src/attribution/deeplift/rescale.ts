import * as tf from '@tensorflow/tfjs';
import { operationOf } from '../../network/operations/index.js';
import { ratio } from './ratio.js';
import type { PairRule } from './rule.js';

/** The rescale rule: what an activation's output changed by, per unit that its input did. */
export const rescale: PairRule = (gradient, pair, { node }) => {
  const { inputs, inputsBefore, output, outputBefore } = pair;
  const [slope] = operationOf(node).backward(tf.onesLike(gradient), pair);
  const multiplier = ratio(tf.sub(output, outputBefore), tf.sub(inputs[0], inputsBefore[0]), slope);
  return [tf.mul(gradient, multiplier)];
};
