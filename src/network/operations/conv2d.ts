import * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import { partsOf } from './block-of.js';
import { expectedAxes, inputGradient, nameOf, slidingAxes, turned, turnedFilters } from './convolution-gradient.js';
import { convolve, kernelWindows } from './kernel-windows.js';
import type { NodeSpec, Operation, TensorNode } from './operation.js';
import type { SlidingAxis } from './phases.js';
import { windowReach, windowShape } from './window.js';

/** Convolution, in `groups` of channels. `kernel` is `[kh, kw, in / groups, out]`. */
export const conv2d: Operation = {
  name: 'conv2d',
  keeps: [],
  shape: ([input], node) => {
    const [, , depth, filters] = node.weights.kernel.shape;
    const groups = groupsOf(node);
    const channels = input[2];
    if (channels !== null && channels !== undefined && channels !== depth * groups) {
      throw new RangeError(
        `Cannot run "${node.name}": its input has ${channels} channels, its kernel expects ${depth * groups}`,
      );
    }
    return windowShape(input, kernelWindows(node), filters, node);
  },
  forward: ([input], node) => {
    const { kernel, bias } = node.weights;
    if (groupsOf(node) === 1) return convolve('conv2d', input, kernel, node, bias);
    const parts = grouped(input, node).map((part, i) => convolve('conv2d', part, node.prepared[`kernel${i}`], node));
    const out = tf.concat(parts, 3);
    return bias ? tf.add(out, bias) : out;
  },
  backward: (gradient, { node, inputShapes }) => {
    const axes = severalAtOnce(slidingAxes(kernelWindows(node), inputShapes[0], gradient.shape), node);
    const parts = grouped(gradient, node).map((part, i) =>
      inputGradient(axes, (filter, { strides, padding, dilations }) => {
        const prepared = node.prepared[nameOf(filter) + i] as tf.Tensor4D | undefined;
        const kernel = prepared ?? turned(kernelsOf(node)[i], filter);
        return tf.conv2d(part as tf.Tensor4D, kernel, strides, padding, 'NHWC', dilations);
      }),
    );
    return [parts.length === 1 ? parts[0] : tf.concat(parts, 3)];
  },
  prepare: (node, [input]) => {
    const filters = turnedFilters(severalAtOnce(expectedAxes(kernelWindows(node), input), node));
    const kernels = kernelsOf(node);
    return Object.fromEntries(
      kernels.flatMap((kernel, i) => [
        ...(kernels.length > 1 ? [[`kernel${i}`, kernel] as const] : []),
        ...filters.map((filter) => [nameOf(filter) + i, turned(kernel, filter)] as const),
      ]),
    );
  },
  receptiveField: (place, node) => windowReach(place, kernelWindows(node)),
};

/** Wasm makes this many channels in the time of one: with fewer, neighbours are made side by side. */
const LANES = 8;

function severalAtOnce([down, across]: readonly [SlidingAxis, SlidingAxis], node: NodeSpec) {
  const channels = node.weights.kernel.shape[2];
  const most = Math.floor(LANES / (channels * across.stride));
  if (most < 2 || across.dilation > 1 || across.size === 1) return [down, across] as const;
  const places = Math.ceil(across.inputLength / across.stride);
  const counts = Array.from({ length: most - 1 }, (_, i) => most - i);
  // Of a count that divides the row nothing must be cut off, but half of them empty would be a waste too.
  const atOnce = counts.find((count) => places % count === 0 && 2 * count > most) ?? most;
  return [down, { ...across, atOnce }] as const;
}

export const groupsOf = (node: NodeSpec): number => numberOf(node, 'groups', 1);

const kernelsOf = (node: Omit<TensorNode, 'prepared'>) => grouped(node.weights.kernel, node);

/** The channels of each group, of a value or (along the filters) of the kernel. */
function grouped(value: tf.Tensor, node: NodeSpec): tf.Tensor[] {
  const groups = groupsOf(node);
  return groups === 1
    ? [value]
    : partsOf(value, Array<number>(groups).fill((value.shape.at(-1) as number) / groups), 3);
}
