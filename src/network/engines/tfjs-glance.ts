import * as tf from '@tensorflow/tfjs';
import { isOnWasm, onHeap } from '../wasm/wasm-heap.js';
import type { Glance } from './glance.js';

/** A look at tensors `[count, h, w, c]` or `[count, c]` that are held elsewhere, on a backend that reads at once. */
export function glanceAtTensors(
  tensors: Readonly<Record<string, tf.Tensor>>,
  place: { readonly first: number; readonly count: number },
  use: () => void,
): Glance {
  const read = (make: (tensor: tf.Tensor) => tf.Tensor, node: string) => {
    use();
    const made = tf.tidy(() => make(tensors[node]));
    try {
      return made.dataSync<'float32'>();
    } finally {
      made.dispose();
    }
  };
  return {
    ...place,
    shape: (node) => tensors[node].shape.slice(1),
    largest: (node) => read(largest, node),
    smallest: (node) => read((tensor) => largest(tf.neg(tensor)), node).map((value) => -value),
    values: (node, image) => {
      use();
      const size = tensors[node].size / place.count;
      return valuesInPlace(tensors[node]).subarray(image * size, (image + 1) * size);
    },
  };
}

/** Pooling over the whole plane: several times as fast as `tf.max`, which transposes first. */
function largest(tensor: tf.Tensor): tf.Tensor {
  const [, height, width] = tensor.shape;
  return tensor.rank === 4
    ? tf.maxPool(tensor as tf.Tensor4D, [height, width], [height, width], 'valid')
    : tf.clone(tensor);
}

/** Where they are: a slice would first copy all of them. */
function valuesInPlace(tensor: tf.Tensor): Float32Array {
  return isOnWasm() ? onHeap(tensor) : tensor.dataSync<'float32'>();
}
