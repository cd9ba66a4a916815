import * as tf from '@tensorflow/tfjs';
import { numberOf, pairOf } from './attributes.js';
import { inputGradient, turned } from './convolution-gradient.js';
import { type FusedActivation, fusedSettings, kernelWindows } from './kernel-windows.js';
import type { Operation, TensorNode } from './operation.js';
import { windowReach, windowShape } from './window.js';

/** Convolution, in `groups` of channels. `kernel` is `[kh, kw, in / groups, out]`. */
export const conv2d: Operation = {
  name: 'conv2d',
  keeps: [],
  shape: ([input], node) => {
    const [, , depth, filters] = node.weights.kernel.shape;
    const groups = numberOf(node, 'groups', 1);
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
    const groups = numberOf(node, 'groups', 1);
    if (groups === 1) return convolve(input as tf.Tensor4D, kernel as tf.Tensor4D, node, bias as tf.Tensor1D);
    const inputs = tf.split(input as tf.Tensor4D, groups, 3) as tf.Tensor4D[];
    const out = tf.concat(
      inputs.map((part, i) => convolve(part, node.prepared[`kernel${i}`] as tf.Tensor4D, node)),
      3,
    );
    return bias ? tf.add(out, bias) : out;
  },
  backward: (gradient, { node, inputShapes }) => {
    const groups = numberOf(node, 'groups', 1);
    const depth = node.weights.kernel.shape[2] as number;
    const gradients = groups === 1 ? [gradient as tf.Tensor4D] : (tf.split(gradient, groups, 3) as tf.Tensor4D[]);
    const parts = gradients.map((part, i) =>
      inputGradient(part, [...inputShapes[0].slice(0, 3), depth], kernelWindows(node), (wide, padding) =>
        tf.conv2d(
          wide,
          node.prepared[`turned${i}`] as tf.Tensor4D,
          1,
          padding,
          'NHWC',
          pairOf(node, 'dilations', [1, 1]),
        ),
      ),
    );
    return [groups === 1 ? parts[0] : tf.concat(parts, 3)];
  },
  prepare: (node) => {
    const groups = numberOf(node, 'groups', 1);
    if (groups === 1) return { turned0: turned(node.weights.kernel) };
    const kernels = tf.split(node.weights.kernel, groups, 3);
    return Object.fromEntries(
      kernels.flatMap((kernel, i) => [
        [`kernel${i}`, kernel],
        [`turned${i}`, turned(kernel)],
      ]),
    );
  },
  receptiveField: (place, node) => windowReach(place, kernelWindows(node)),
};

/** A convolution with bias and activation in one kernel. */
export function convolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  node: Pick<TensorNode, 'name' | 'attributes' | 'weights'>,
  bias?: tf.Tensor1D,
  activation: FusedActivation = 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, ...fusedSettings(x, filter, node), bias, activation });
}
