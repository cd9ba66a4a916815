import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** `x * sigmoid(x)`, also called SiLU. */
export const swish = pointwise({
  name: 'swish',
  keeps: 'inputs',
  forward: (x) => tf.mul(x, tf.sigmoid(x)),
  derivative: ({ input }) => {
    const gate = tf.sigmoid(input);
    return tf.mul(gate, tf.add(1, tf.mul(input, tf.sub(1, gate))));
  },
});
