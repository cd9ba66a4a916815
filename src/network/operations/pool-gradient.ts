import * as tf from '@tensorflow/tfjs';

export interface PoolAttributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
}

/**
 * The backend's own gradient of max pooling, called directly so that nothing is run forward again. Where several
 * positions of a window share the maximum, the first (row by row) gets it all.
 */
export function maxPoolGradient(
  dy: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  attributes: PoolAttributes,
): tf.Tensor {
  return run('MaxPoolGrad', { dy, input, output }, attributes);
}

/** The backend's own gradient of average pooling, which divides by the whole window, padding included. */
export function averagePoolGradient(dy: tf.Tensor, input: tf.Tensor, attributes: PoolAttributes): tf.Tensor {
  return run('AvgPoolGrad', { dy, input }, attributes);
}

function run(kernel: string, inputs: Record<string, tf.Tensor>, attributes: PoolAttributes): tf.Tensor {
  const out = tf.engine().runKernel(kernel, inputs, { ...attributes });
  return Array.isArray(out) ? (out[0] as tf.Tensor) : (out as tf.Tensor);
}
