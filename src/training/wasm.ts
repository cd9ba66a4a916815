import * as tf from '@tensorflow/tfjs';
import { openBackend } from '#platform/tfjs-backend';
import { registerWasmGradients } from '../network/wasm/wasm-gradients.js';

/** Starts tfjs on wasm with the gradients that training needs. */
export async function openWasm(): Promise<void> {
  await openBackend('wasm');
  registerWasmGradients();
}

/** Runs `work` on wasm: between awaits somebody else may have switched to another backend. */
export function useWasm<T>(work: () => T): T {
  // Of a backend that has started, the switch is done before the promise is returned.
  if (tf.getBackend() !== 'wasm') void tf.setBackend('wasm');
  return work();
}
