import type * as tf from '@tensorflow/tfjs';

/** A second tensor of the same values, to be freed by itself: `tf.clone` copies them on wasm. */
export const alias = (value: tf.Tensor): tf.Tensor => value.reshape([...value.shape]);
