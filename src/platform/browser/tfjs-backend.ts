import * as tf from '@tensorflow/tfjs';

export interface BackendOptions {
  /**
   * Folder (ending in `/`) from which the three `.wasm` files of `@tensorflow/tfjs-backend-wasm` are served.
   * Default: the folder of the script that holds convlens.
   */
  readonly wasmPath?: string;
}

/** The tfjs backends that can run here, the most promising first. */
export const BACKENDS: readonly string[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Whether the first backend will do, or the best must be found by trying them on the network. */
export const TRIES_BACKENDS = true;

// Read while the script loads: later a classic script no longer knows where it came from.
const scriptFolder = import.meta.url.replace(/[^/]*$/, '');

/** Makes a backend ready to be switched to. @throws if it cannot start. */
export async function openBackend(name: string, { wasmPath }: BackendOptions = {}): Promise<void> {
  if (!isPossible(name)) throw new Error(`Cannot start the "${name}" engine in this browser: it has no such interface`);
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (name === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(wasmPath ?? scriptFolder);
  }
  if (!(await tf.setBackend(name))) throw new Error(`Cannot start the "${name}" engine in this browser`);
}

/** Asked first, as tfjs complains on the console about a backend that is not there. */
function isPossible(name: string): boolean {
  if (name === 'webgpu') return typeof navigator !== 'undefined' && 'gpu' in navigator && Boolean(navigator.gpu);
  if (name === 'webgl') {
    if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
    return typeof document !== 'undefined' && document.createElement('canvas').getContext('webgl2') !== null;
  }
  return true;
}
