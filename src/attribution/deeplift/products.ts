import * as tf from '@tensorflow/tfjs';
import type { PairRule } from './rule.js';

/**
 * A product's change shared out in halves: `ab - a'b'` is `(a - a')(b + b') / 2 + (b - b')(a + a') / 2`, the Shapley values of
 * two factors. More than two are taken one after the other, as the forward pass takes them.
 */
export const products: PairRule = (multipliers, { inputs, inputsBefore, inputShapes }) => {
  const mean = (a: tf.Tensor, b: tf.Tensor) => tf.mul(tf.add(a, b), 0.5);
  let carried = multipliers;
  const parts: tf.Tensor[] = [];
  for (let i = inputs.length - 1; i > 0; i--) {
    const rest = mean(productOf(inputs.slice(0, i)), productOf(inputsBefore.slice(0, i)));
    parts.unshift(tf.mul(carried, rest));
    carried = tf.mul(carried, mean(inputs[i], inputsBefore[i]));
  }
  return [carried, ...parts].map((part, i) => unstretch(part, inputShapes[i]));
};

const productOf = (factors: readonly tf.Tensor[]) => factors.reduce((product, factor) => tf.mul(product, factor));

/** Sums over the axes along which a factor was stretched. */
function unstretch(value: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const axes = shape.flatMap((length, axis) => (length === 1 && value.shape[axis] !== 1 ? [axis] : []));
  return axes.length === 0 ? value : tf.sum(value, axes, true);
}
