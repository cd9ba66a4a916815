import * as tf from '@tensorflow/tfjs';

interface WasmBackend {
  typedArrayFromHeap(tensor: tf.Tensor): Float32Array;
}

/** Whether values lie on the wasm heap, where a loop may read and write them without a copy. */
export const isOnWasm = (): boolean => tf.getBackend() === 'wasm';

/** The values of a tensor where wasm keeps them. Valid until the next tensor is made: the heap may move. */
export const onHeap = (tensor: tf.Tensor): Float32Array =>
  (tf.backend() as unknown as WasmBackend).typedArrayFromHeap(tensor);
