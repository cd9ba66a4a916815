import * as tf from '@tensorflow/tfjs';
import { paddingOf, pairOf } from './attributes.js';
import { blockOf } from './block-of.js';
import { slidingAxes, turnedDepthwise } from './convolution-gradient.js';
import { depthwiseGradient } from './depthwise-conv2d.js';
import { poolAttributes, withStrides } from './max-pool.js';
import type { NodeSpec, Operation } from './operation.js';
import { paddingBefore, type Window, windowReach, windowShape, windowsOf } from './window.js';

/** The mean of each window and channel; padding does not count. */
export const averagePool: Operation = {
  name: 'average-pool',
  keeps: [],
  shape: ([input], node) => windowShape(input, windows(node), input[2], node),
  forward: ([input], node) => {
    const { filterSize, strides, pad } = poolAttributes(node);
    return tf.avgPool(input as tf.Tensor4D, filterSize, strides, pad);
  },
  backward: (gradient, { node, inputShapes: [shape] }) => {
    const both = windows(node);
    const weighted = paddingOf(node) === 'same' ? tf.mul(gradient, shares(gradient, shape, both)) : gradient;
    const apart = both.every(({ size, stride }, axis) => size === stride || gradient.shape[axis + 1] === 1);
    return [apart ? tiled(weighted, shape, both) : slid(weighted, shape, both)];
  },
  receptiveField: (place, node) => windowReach(place, windows(node)),
};

const windows = (node: NodeSpec) => windowsOf(withStrides(node), pairOf(node, 'poolSize'));

type Windows = readonly [Window, Window];

const areaOf = ([down, across]: Windows) => down.size * across.size;

/** The gradient where windows lie side by side: each value spread over its window. */
function tiled(gradient: tf.Tensor, shape: readonly number[], both: Windows): tf.Tensor {
  const [n, rows, columns, c] = gradient.shape;
  const [down, across] = both.map(({ size }) => size);
  const spread = tf
    .mul(gradient.reshape([n * rows, 1, columns, 1, c]), tf.fill([1, down, 1, across, 1], 1 / areaOf(both)))
    .reshape([n, rows * down, columns * across, c]);
  const [top, left] = both.map((window, axis) => paddingBefore(shape[axis + 1], window));
  const height = Math.min(rows * down - top, shape[1]);
  const width = Math.min(columns * across - left, shape[2]);
  const inside = blockOf(spread, [0, top, left, 0], [n, height, width, c]);
  return height === shape[1] && width === shape[2] ? inside : padded(inside, shape);
}

/** Zeros where no window reaches. */
const padded = (value: tf.Tensor, shape: readonly number[]) =>
  tf.pad(
    value,
    shape.map((length, axis): [number, number] => [0, length - value.shape[axis]]),
  );

/** The gradient where windows overlap or leave gaps: that of a depthwise convolution with equal weights. */
function slid(gradient: tf.Tensor, shape: readonly number[], both: Windows): tf.Tensor {
  const filter = tf.fill([both[0].size, both[1].size, shape[3], 1], 1 / areaOf(both));
  const axes = slidingAxes(both, shape, gradient.shape);
  return depthwiseGradient(gradient, axes, 1, (turning) => turnedDepthwise(filter, turning));
}

/** Window size over the count of positions inside the image: gradients divide by the size, the mean by the count. */
function shares(gradient: tf.Tensor, inputShape: readonly number[], both: Windows): tf.Tensor {
  const [rows, columns] = both.map((window, axis) => {
    const length = inputShape[axis + 1];
    const before = paddingBefore(length, window);
    return Array.from({ length: gradient.shape[axis + 1] }, (_, index) => {
      const first = index * window.stride - before;
      return window.size / (Math.min(first + window.size, length) - Math.max(first, 0));
    });
  });
  return tf.mul(tf.tensor4d(rows, [1, rows.length, 1, 1]), tf.tensor4d(columns, [1, 1, columns.length, 1]));
}
