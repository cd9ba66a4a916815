import * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import { blockOf } from './block-of.js';
import { inputGradient, nameOf, slidingAxes, turned, turnedFilters } from './convolution-gradient.js';
import type { NodeSpec, Operation } from './operation.js';
import { expectedLength, explicitPadding, paddingBefore, spanOf, windowsOf } from './window.js';

/** Transposed convolution: the input gradient of a convolution as a layer. `kernel` is `[kh, kw, out, in]`. */
export const conv2dTranspose: Operation = {
  name: 'conv2d-transpose',
  keeps: [],
  shape: ([input], node) => [
    input[0] === null ? null : outputLength(input[0], 0, node),
    input[1] === null ? null : outputLength(input[1], 1, node),
    node.weights.kernel.shape[2],
  ],
  forward: ([input], node) => {
    const [, h, w] = input.shape;
    const axes = slidingAxes(windows(node), [0, outputLength(h, 0, node), outputLength(w, 1, node)], input.shape);
    const out = inputGradient(axes, (filter, { padding, dilations }) => {
      const prepared = node.prepared[nameOf(filter)] as tf.Tensor4D | undefined;
      const kernel = prepared ?? turned(node.weights.kernel, filter);
      return tf.conv2d(input as tf.Tensor4D, kernel, 1, padding, 'NHWC', dilations);
    });
    return node.weights.bias ? tf.add(out, node.weights.bias) : out;
  },
  backward: (gradient, { node, inputShapes }) => {
    const { kernel } = node.weights;
    const [, h, w] = inputShapes[0];
    const strides = pairOf(node, 'strides', [1, 1]);
    const dilations = pairOf(node, 'dilations', [1, 1]);
    const all = tf.conv2d(
      gradient as tf.Tensor4D,
      kernel as tf.Tensor4D,
      strides,
      explicitPadding(gradient.shape, windows(node)),
      'NHWC',
      dilations,
    );
    return [blockOf(all, [0, 0, 0, 0], [all.shape[0], h, w, all.shape[3]])];
  },
  prepare: (node, [input]) => {
    const lengths = windows(node).map((window, axis) => expectedLength(input[axis], window));
    const [h, w] = lengths.map((length, axis) => outputLength(length, axis as 0 | 1, node));
    const filters = turnedFilters(slidingAxes(windows(node), [0, h, w], [0, ...lengths]));
    return Object.fromEntries(filters.map((filter) => [nameOf(filter), turned(node.weights.kernel, filter)]));
  },
  receptiveField: ({ axis, outputLength: length }, node) => {
    const window = windows(node)[axis];
    const { stride, dilation, size } = window;
    const before = paddingBefore(length, window);
    return {
      stride: 1 / stride,
      // Output i is reached from input j when i = j * stride - before + k * dilation, for some k below size.
      at: (index) => {
        const hits = Array.from({ length: size }, (_, k) => (index + before - k * dilation) / stride)
          .filter(Number.isInteger)
          .reverse();
        const step = hits.length > 1 ? hits[1] - hits[0] : 1;
        return { first: hits[0] ?? 0, step, count: hits.length };
      },
    };
  },
};

const windows = (node: NodeSpec) => {
  const [height, width] = node.weights.kernel.shape;
  return windowsOf(node, [height, width]);
};

/** As Keras infers it: `outputPadding` says how many positions stand behind the last, where strides leave a choice. */
function outputLength(length: number, axis: 0 | 1, node: NodeSpec): number {
  const window = windows(node)[axis];
  const span = spanOf(window);
  if (node.attributes.outputPadding === undefined || node.attributes.outputPadding === null) {
    return length * window.stride + (window.padding === 'valid' ? Math.max(span - window.stride, 0) : 0);
  }
  const extra = pairOf(node, 'outputPadding')[axis];
  const cut = window.padding === 'same' ? 2 * Math.floor(span / 2) : 0;
  return (length - 1) * window.stride + span - cut + extra;
}
