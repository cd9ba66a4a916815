import * as tf from '@tensorflow/tfjs';
import {
  columnPhases,
  expectedAxes,
  inputGradient,
  nameOf,
  slidingAxes,
  type TurnedFilter,
  turnedDepthwise,
  turnedFilters,
} from './convolution-gradient.js';
import { convolve, kernelWindows } from './kernel-windows.js';
import type { Operation } from './operation.js';
import type { SlidingAxis, Taps } from './phases.js';
import { windowReach, windowShape } from './window.js';

/** A convolution of each channel by itself. `kernel` is `[kh, kw, in, multiplier]`. */
export const depthwiseConv2d: Operation = {
  name: 'depthwise-conv2d',
  keeps: [],
  shape: ([input], node) => {
    const [, , depth, multiplier] = node.weights.kernel.shape;
    const channels = input[2];
    if (channels !== null && channels !== undefined && channels !== depth) {
      throw new RangeError(
        `Cannot run "${node.name}": its input has ${channels} channels, its kernel expects ${depth}`,
      );
    }
    return windowShape(input, kernelWindows(node), depth * multiplier, node);
  },
  forward: ([input], node) => convolve('depthwiseConv2d', input, node.weights.kernel, node, node.weights.bias),
  backward: (gradient, { node, inputShapes: [shape] }) => {
    const axes = slidingAxes(kernelWindows(node), shape, gradient.shape);
    const { kernel } = node.weights;
    const turnedBy = (filter: TurnedFilter) => node.prepared[nameOf(filter)] ?? turnedDepthwise(kernel, filter);
    return [depthwiseGradient(gradient, axes, kernel.shape[3] as number, turnedBy)];
  },
  prepare: (node, [input]) => {
    const filters = turnedFilters(expectedAxes(kernelWindows(node), input)).map(widened);
    return Object.fromEntries(filters.map((filter) => [nameOf(filter), turnedDepthwise(node.weights.kernel, filter)]));
  },
  receptiveField: (place, node) => windowReach(place, kernelWindows(node)),
};

/** The gradient with regard to the input, given the turned filters. */
export function depthwiseGradient(
  gradient: tf.Tensor,
  axes: readonly [SlidingAxis, SlidingAxis],
  multiplier: number,
  turnedBy: (filter: TurnedFilter) => tf.Tensor,
): tf.Tensor {
  const repeated = repeatChannels(gradient, columnPhases(axes));
  const wide = inputGradient(axes, (filter, { padding: [none, rows, columns], dilations }) => {
    const quick = widened(filter);
    // What is added to the filter hangs over at the end. Explicit padding runs, the declared type only forgets it.
    const pad = [
      none,
      [rows[0], rows[1] + (quick.rows.length - filter.rows.length) * dilations[0]],
      [columns[0], columns[1] + (quick.columns[0].length - filter.columns[0].length) * dilations[1]],
      none,
    ] as unknown as 'valid';
    return tf.depthwiseConv2d(repeated, turnedBy(quick) as tf.Tensor4D, 1, pad, 'NHWC', dilations);
  });
  return sumCopies(wide, multiplier);
}

/** Sizes of depthwise filters that wasm has a loop for; any other takes ten times as long a tap. */
const QUICK_SIZES: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 3],
  [3, 1],
  [2, 2],
  [3, 3],
  [5, 5],
];

/** The filter with taps of nothing behind it, up to a size that runs quickly. */
function widened({ rows, columns }: TurnedFilter): TurnedFilter {
  const quick = QUICK_SIZES.find(([height, width]) => height >= rows.length && width >= columns[0].length);
  if (!quick) return { rows, columns };
  const longer = (taps: Taps, length: number) => [...taps, ...Array<null>(length - taps.length).fill(null)];
  return { rows: longer(rows, quick[0]), columns: columns.map((taps) => longer(taps, quick[1])) };
}

/** The channels `count` times side by side: a product with ones, as wasm repeats slowly. */
function repeatChannels(value: tf.Tensor, count: number): tf.Tensor4D {
  if (count === 1) return value as tf.Tensor4D;
  const [n, h, w, c] = value.shape;
  return tf.mul(value.reshape([n * h * w, 1, c]), tf.ones([1, count, 1])).reshape([n, h, w, count * c]);
}

/** The sum over the copies that a depthwise convolution makes of each channel. */
function sumCopies(value: tf.Tensor4D, copies: number): tf.Tensor {
  if (copies === 1) return value;
  const [n, h, w, channels] = value.shape;
  const depth = channels / copies;
  return value
    .reshape([n * h * w, depth, copies])
    .sum(2)
    .reshape([n, h, w, depth]);
}
