import * as tf from '@tensorflow/tfjs';

/** Runs what only works on the last axis along another one. */
export function overAxis(value: tf.Tensor, axis: number, run: (last: tf.Tensor) => tf.Tensor): tf.Tensor {
  if (axis === value.rank - 1) return run(value);
  const order = value.shape.map((_, i) => i);
  [order[axis], order[order.length - 1]] = [order[order.length - 1], order[axis]];
  return tf.transpose(run(tf.transpose(value, order)), order);
}
