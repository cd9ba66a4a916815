import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** `x * tanh(softplus(x))` (Misra 2019). */
export const mish = pointwise({
  name: 'mish',
  keeps: 'inputs',
  forward: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  derivative: ({ input: x }) => {
    const gate = tf.tanh(tf.softplus(x));
    return tf.add(gate, tf.mul(tf.mul(x, tf.sigmoid(x)), tf.sub(1, tf.square(gate))));
  },
});
