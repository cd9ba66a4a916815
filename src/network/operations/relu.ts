import * as tf from '@tensorflow/tfjs';
import { ownKernel, RECTIFIER_GRADIENT } from '../wasm/wasm-kernels.js';
import { numberOf } from './attributes.js';
import type { NodeSpec, Operation, TensorNode } from './operation.js';
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
    const above = threshold === 0 ? tf.relu(x) : tf.mul(x, atLeast(threshold, x));
    const capped = maxValue === null ? above : tf.minimum(above, maxValue);
    if (negativeSlope === 0) return capped;
    // The smaller of a value and zero, by a rectifier: minima take long on wasm.
    return tf.sub(capped, tf.mul(tf.relu(tf.sub(threshold, x)), negativeSlope));
  },
  backward: (gradient, { inputs: [x], output, node }) => {
    const { negativeSlope, threshold } = rectifierOf(node);
    if (threshold === 0 && negativeSlope === 0) return [plainGradient(gradient, output, node)];
    const passes = threshold === 0 ? between(x, node) : tf.mul(atLeast(threshold, x), below(x, node));
    if (negativeSlope === 0) return [tf.mul(gradient, passes)];
    const slopes = threshold === 0 ? tf.sub(1, tf.step(x)) : tf.step(tf.sub(threshold, x));
    return [tf.mul(gradient, tf.add(passes, tf.mul(slopes, negativeSlope)))];
  },
  prepare: (node): Record<string, tf.Tensor> => {
    const { maxValue } = rectifierOf(node);
    return maxValue === null ? {} : { cap: tf.scalar(maxValue) };
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

/** Of what only cuts off: the gradient where the output lies above zero and below the cap. */
function plainGradient(gradient: tf.Tensor, output: tf.Tensor, node: TensorNode): tf.Tensor {
  const own = ownKernel(RECTIFIER_GRADIENT);
  if (own) return own({ gradient, output }, { cap: rectifierOf(node).maxValue ?? Number.POSITIVE_INFINITY });
  return tf.mul(gradient, between(output, node));
}

const atLeast = (threshold: number, value: tf.Tensor) => tf.cast(tf.greaterEqual(value, threshold), 'float32');

/**
 * 1 where a value lies above zero and below the cap: there their product is positive. Comparisons take ten times as long
 * on wasm as differences, products and steps.
 */
function between(value: tf.Tensor, { prepared: { cap } }: TensorNode): tf.Tensor {
  // In a tidy of its own, so that what follows finds its memory free, and in the processor's cache.
  return cap ? tf.tidy(() => tf.step(tf.mul(value, tf.sub(cap, value)))) : tf.step(value);
}

/** 1 where a value lies below the cap. */
const below = (value: tf.Tensor, { prepared: { cap } }: TensorNode) =>
  cap ? tf.step(tf.sub(cap, value)) : tf.onesLike(value);
