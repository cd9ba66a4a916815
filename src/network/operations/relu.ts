import * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import type { NodeSpec, Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/**
 * Keras' rectifier: `maxValue` above it, the value itself from `threshold` on, `negativeSlope * (x - threshold)` below.
 * relu6, leaky relu and thresholded relu are this one. At a kink the gradient is that of the flat (or lesser) side, as in torch.
 */
export const relu: Operation = {
  name: 'relu',
  keeps: (node) => {
    const { negativeSlope, threshold } = rectifierOf(node);
    return threshold === 0 && negativeSlope === 0 ? ['output'] : ['inputs'];
  },
  shape: ([input]) => input,
  forward: ([x], node) => {
    const { maxValue, negativeSlope, threshold } = rectifierOf(node);
    if (threshold === 0 && negativeSlope === 0)
      return maxValue === null ? tf.relu(x) : maxValue === 6 ? tf.relu6(x) : tf.clipByValue(x, 0, maxValue);
    const above = threshold === 0 ? tf.relu(x) : tf.mul(x, tf.cast(tf.greaterEqual(x, threshold), 'float32'));
    const capped = maxValue === null ? above : tf.minimum(above, maxValue);
    if (negativeSlope === 0) return capped;
    // The smaller of a value and zero, by a rectifier: minima take long on wasm.
    return tf.sub(capped, tf.mul(tf.relu(tf.sub(threshold, x)), negativeSlope));
  },
  backward: (gradient, { inputs: [x], output, node }) => {
    const { maxValue, negativeSlope, threshold } = rectifierOf(node);
    if (threshold === 0 && negativeSlope === 0) return [tf.mul(gradient, insideOf(output, maxValue))];
    const passes =
      threshold === 0
        ? insideOf(x, maxValue)
        : tf.mul(tf.cast(tf.greaterEqual(x, threshold), 'float32'), insideOf(x, maxValue, threshold));
    if (negativeSlope === 0) return [tf.mul(gradient, passes)];
    const below = threshold === 0 ? tf.sub(1, tf.step(x)) : tf.step(tf.sub(threshold, x));
    return [tf.mul(gradient, tf.add(passes, tf.mul(below, negativeSlope)))];
  },
  receptiveField: () => ownPlace,
};

export function rectifierOf(node: NodeSpec) {
  return {
    maxValue:
      node.attributes.maxValue === null || node.attributes.maxValue === undefined ? null : numberOf(node, 'maxValue'),
    negativeSlope: numberOf(node, 'negativeSlope', 0),
    threshold: numberOf(node, 'threshold', 0),
  };
}

/** 1 where a value lies above zero and below the cap. Steps and differences: comparisons take ten times as long on wasm. */
function insideOf(value: tf.Tensor, maxValue: number | null, threshold = 0): tf.Tensor {
  const above = threshold === 0 ? tf.step(value) : tf.onesLike(value);
  return maxValue === null ? above : tf.mul(above, tf.step(tf.sub(maxValue, value)));
}
