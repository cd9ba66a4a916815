import * as tf from '@tensorflow/tfjs';
import { axisOf } from './attributes.js';
import type { Operation } from './operation.js';
import { overAxis } from './over-axis.js';
import { ownPlace } from './pointwise.js';

/** Exponentials that sum to 1 along `axis` (default: the last). */
export const softmax: Operation = {
  name: 'softmax',
  keeps: ['output'],
  shape: ([input]) => input,
  forward: ([x], node) => overAxis(x, axisOf(node, x.rank - 1) + 1, (last) => tf.softmax(last)),
  backward: (gradient, { output, node }) => {
    const axis = axisOf(node, output.rank - 1) + 1;
    const mean = tf.sum(tf.mul(gradient, output), axis, true);
    return [tf.mul(output, tf.sub(gradient, mean))];
  },
  // Along an axis of space a unit reads the whole axis; along channels its own place only.
  receptiveField: ({ axis }, node) => {
    const along = typeof node.attributes.axis === 'number' ? node.attributes.axis : -1;
    return along === axis + 1 || along === axis - 3 ? 'all' : ownPlace;
  },
};
