import * as tf from '@tensorflow/tfjs';
import { pointwise } from './pointwise.js';

/** `x * relu6(x + 3) / 6` (MobileNet v3). */
export const hardSwish = pointwise({
  name: 'hard-swish',
  keeps: 'inputs',
  forward: (x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6)),
  derivative: ({ input: x }) => {
    const inside = tf.cast(tf.logicalAnd(tf.greater(x, -3), tf.less(x, 3)), 'float32');
    return tf.add(tf.div(tf.relu6(tf.add(x, 3)), 6), tf.div(tf.mul(x, inside), 6));
  },
});
