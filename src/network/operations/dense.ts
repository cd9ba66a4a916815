import * as tf from '@tensorflow/tfjs';
import type { Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** A matrix times the last axis. `kernel` is `[in, out]`. */
export const dense: Operation = {
  name: 'dense',
  keeps: [],
  shape: ([input], node) => {
    const [depth, units] = node.weights.kernel.shape;
    const channels = input.at(-1);
    if (channels !== null && channels !== depth) {
      throw new RangeError(`Cannot run "${node.name}": its input has ${channels} values, its kernel expects ${depth}`);
    }
    return [...input.slice(0, -1), units];
  },
  forward: ([input], node) => {
    const kernel = node.weights.kernel as tf.Tensor2D;
    const bias = node.weights.bias as tf.Tensor1D | undefined;
    const rows = input.reshape([-1, kernel.shape[0]]) as tf.Tensor2D;
    const out = tf.fused.matMul({ a: rows, b: kernel, bias });
    return out.reshape([...input.shape.slice(0, -1), kernel.shape[1]]);
  },
  // kernel x gradient', transposed: on wasm only a product of two matrices as they stand is fast, and the kernel
  // (half a gigabyte in some networks) should not be kept twice.
  backward: (gradient, { node, inputShapes }) => {
    const kernel = node.weights.kernel as tf.Tensor2D;
    const columns = gradient.reshape([-1, kernel.shape[1]]).transpose() as tf.Tensor2D;
    return [
      tf
        .matMul(kernel, columns)
        .transpose()
        .reshape([...inputShapes[0]]),
    ];
  },
  receptiveField: () => ownPlace,
};
