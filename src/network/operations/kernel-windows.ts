import type * as tf from '@tensorflow/tfjs';
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

/** How a filter moves over `x`, as tfjs' fused convolutions take it. */
export function fusedSettings(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  node: Pick<TensorNode, 'name' | 'attributes' | 'weights'>,
) {
  const pad = explicitPadding(x.shape, windowsOf(node, [filter.shape[0], filter.shape[1]]));
  return {
    strides: pairOf(node, 'strides', [1, 1]),
    dilations: pairOf(node, 'dilations', [1, 1]),
    // Explicit padding runs, the declared type only forgets it.
    pad: pad as unknown as 'valid',
  };
}
