import * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import type { NodeSpec, TensorNode } from './operation.js';
import { explicitPadding, type Window, windowsOf } from './window.js';

/** The windows of a convolution: as large as its kernel. */
export function kernelWindows(node: NodeSpec): readonly [Window, Window] {
  const [height, width] = node.weights.kernel.shape;
  return windowsOf(node, [height, width]);
}

/** An activation that backends run inside a convolution. */
export type FusedActivation = 'linear' | 'relu' | 'relu6';

/** A convolution, depthwise or not, with bias and activation in one kernel of the backend. */
export function convolve(
  kind: 'conv2d' | 'depthwiseConv2d',
  input: tf.Tensor,
  filter: tf.Tensor,
  node: Pick<TensorNode, 'name' | 'attributes' | 'weights'>,
  bias?: tf.Tensor,
  activation: FusedActivation = 'linear',
): tf.Tensor4D {
  return tf.fused[kind]({
    x: input as tf.Tensor4D,
    filter: filter as tf.Tensor4D,
    strides: pairOf(node, 'strides', [1, 1]),
    dilations: pairOf(node, 'dilations', [1, 1]),
    // Explicit padding runs, the declared type only forgets it.
    pad: explicitPadding(input.shape, kernelWindows(node)) as unknown as 'valid',
    bias,
    activation,
  });
}
