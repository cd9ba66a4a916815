import * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import type { FusedActivation } from './conv2d.js';
import { inputGradient } from './convolution-gradient.js';
import type { NodeSpec, Operation, TensorNode } from './operation.js';
import { explicitPadding, windowReach, windowShape, windowsOf } from './window.js';

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
    return windowShape(input, windows(node), depth * multiplier, node);
  },
  forward: ([input], node) =>
    convolveDepthwise(input as tf.Tensor4D, node.weights.kernel as tf.Tensor4D, node, node.weights.bias as tf.Tensor1D),
  backward: (gradient, { node, inputShapes }) => {
    const [n, h, w, channels] = inputShapes[0];
    const [, , , multiplier] = node.weights.kernel.shape;
    const filter = node.prepared.turned as tf.Tensor4D;
    const dilations = pairOf(node, 'dilations', [1, 1]);
    // Explicit padding runs, the declared type only forgets it.
    const wide = inputGradient(gradient as tf.Tensor4D, inputShapes[0], windows(node), (value, padding) =>
      tf.depthwiseConv2d(value, filter, 1, padding as unknown as 'valid', 'NHWC', dilations),
    );
    return [
      multiplier === 1
        ? wide
        : wide
            .reshape([n * h * w, channels, multiplier])
            .sum(2)
            .reshape([n, h, w, channels]),
    ];
  },
  prepare: (node) => {
    const [height, width, depth, multiplier] = node.weights.kernel.shape;
    return { turned: tf.reverse(node.weights.kernel, [0, 1]).reshape([height, width, depth * multiplier, 1]) };
  },
  receptiveField: (place, node) => windowReach(place, windows(node)),
};

const windows = (node: NodeSpec) => {
  const [height, width] = node.weights.kernel.shape;
  return windowsOf(node, [height, width]);
};

/** A depthwise convolution with bias and activation in one kernel. */
export function convolveDepthwise(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  node: Pick<TensorNode, 'name' | 'attributes' | 'weights'>,
  bias?: tf.Tensor1D,
  activation: FusedActivation = 'linear',
): tf.Tensor4D {
  const strides = pairOf(node, 'strides', [1, 1]);
  const dilations = pairOf(node, 'dilations', [1, 1]);
  const pad = explicitPadding(x.shape, windowsOf(node, [filter.shape[0], filter.shape[1]]));
  return tf.fused.depthwiseConv2d({ x, filter, strides, pad: pad as unknown as 'valid', dilations, bias, activation });
}
