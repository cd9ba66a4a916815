import * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import type { NodeSpec } from './operation.js';
import { pointwise } from './pointwise.js';

/** `slope * x + shift`, cut to 0..1. tfjs and Keras 2: slope 0.2; Keras 3: slope 1/6. */
export const hardSigmoid = pointwise({
  name: 'hard-sigmoid',
  keeps: 'output',
  forward: (x, node) => tf.clipByValue(tf.add(tf.mul(x, slopeOf(node)), numberOf(node, 'shift', 0.5)), 0, 1),
  derivative: ({ output, node }) => {
    const inside = tf.logicalAnd(tf.greater(output, 0), tf.less(output, 1));
    return tf.mul(tf.cast(inside, 'float32'), slopeOf(node));
  },
});

const slopeOf = (node: NodeSpec) => numberOf(node, 'slope', 0.2);
