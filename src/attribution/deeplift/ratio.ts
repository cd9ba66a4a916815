import * as tf from '@tensorflow/tfjs';

/** Differences below this are none: a quotient of two of them would be of rounding errors. */
const NONE = 1e-6;

/**
 * `change / difference`, and `slope` where there is no difference. A step, products and sums: comparisons and `where` take
 * ten times as long on wasm.
 */
export function ratio(change: tf.Tensor, difference: tf.Tensor, slope: tf.Tensor): tf.Tensor {
  const none = tf.step(tf.sub(NONE ** 2, tf.square(difference)));
  const quotient = tf.div(change, tf.add(difference, none));
  return tf.add(quotient, tf.mul(none, tf.sub(slope, quotient)));
}

/** `change / difference`, and 0 where there is no difference. */
export function ratioOrZero(change: tf.Tensor, difference: tf.Tensor): tf.Tensor {
  const none = tf.step(tf.sub(NONE ** 2, tf.square(difference)));
  return tf.mul(tf.div(change, tf.add(difference, none)), tf.sub(1, none));
}
