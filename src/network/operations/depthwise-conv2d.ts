import * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import { inputGradient } from './convolution-gradient.js';
import { type FusedActivation, fusedSettings, kernelWindows } from './kernel-windows.js';
import type { Operation, TensorNode } from './operation.js';
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
  forward: ([input], node) =>
    convolveDepthwise(input as tf.Tensor4D, node.weights.kernel as tf.Tensor4D, node, node.weights.bias as tf.Tensor1D),
  backward: (gradient, { node, inputShapes }) => {
    const [n, h, w, channels] = inputShapes[0];
    const [, , , multiplier] = node.weights.kernel.shape;
    const filter = node.prepared.turned as tf.Tensor4D;
    const dilations = pairOf(node, 'dilations', [1, 1]);
    // Explicit padding runs, the declared type only forgets it.
    const wide = inputGradient(gradient as tf.Tensor4D, inputShapes[0], kernelWindows(node), (value, padding) =>
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
  receptiveField: (place, node) => windowReach(place, kernelWindows(node)),
};

/** A depthwise convolution with bias and activation in one kernel. */
export function convolveDepthwise(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  node: Pick<TensorNode, 'name' | 'attributes' | 'weights'>,
  bias?: tf.Tensor1D,
  activation: FusedActivation = 'linear',
): tf.Tensor4D {
  return tf.fused.depthwiseConv2d({ x, filter, ...fusedSettings(x, filter, node), bias, activation });
}
