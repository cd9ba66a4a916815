import * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import { poolAttributes, withStrides } from './max-pool.js';
import type { NodeSpec, Operation } from './operation.js';
import { averagePoolGradient } from './pool-gradient.js';
import { paddingBefore, type Window, windowReach, windowShape, windowsOf } from './window.js';

/** The mean of each window and channel; padding does not count. */
export const averagePool: Operation = {
  name: 'average-pool',
  keeps: [],
  shape: ([input], node) => windowShape(input, windows(node), input[2], node),
  forward: ([input], node) => {
    const { filterSize, strides, pad } = poolAttributes(node);
    return tf.avgPool(input as tf.Tensor4D, filterSize, strides, pad);
  },
  backward: (gradient, { node, inputShapes }) => {
    const attributes = poolAttributes(node);
    // The kernel reads nothing of its input but the shape.
    const shape = tf.zeros([...inputShapes[0]]);
    const weighted =
      attributes.pad === 'same' ? tf.mul(gradient, shares(gradient, inputShapes[0], windows(node))) : gradient;
    return [averagePoolGradient(weighted, shape, attributes)];
  },
  receptiveField: (place, node) => windowReach(place, windows(node)),
};

const windows = (node: NodeSpec) => windowsOf(withStrides(node), pairOf(node, 'poolSize'));

/** Window size over the count of positions inside the image: the kernel divides by the size, the mean by the count. */
function shares(gradient: tf.Tensor, inputShape: readonly number[], both: readonly [Window, Window]): tf.Tensor {
  const [rows, columns] = both.map((window, axis) => {
    const length = inputShape[axis + 1];
    const before = paddingBefore(length, window);
    return Array.from({ length: gradient.shape[axis + 1] }, (_, index) => {
      const first = index * window.stride - before;
      return window.size / (Math.min(first + window.size, length) - Math.max(first, 0));
    });
  });
  return tf.mul(tf.tensor4d(rows, [1, rows.length, 1, 1]), tf.tensor4d(columns, [1, 1, columns.length, 1]));
}
