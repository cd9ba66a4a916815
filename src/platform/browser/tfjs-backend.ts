import * as tf from '@tensorflow/tfjs';
import { startBackend } from '../start-backend.js';
import { checkWasmFile, wasmFiles } from './wasm-files.js';

export interface BackendOptions {
  /**
   * Folder from which the three `.wasm` files of `@tensorflow/tfjs-backend-wasm` are served, absolute or relative to the
   * page. Default: where the bundler put them; without a bundler, the folder of the script that holds convlens.
   */
  readonly wasmPath?: string;
}

/** The tfjs backends that can run here, the most promising first. */
export const BACKENDS: readonly string[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Whether the first backend will do, or the best must be found by trying them on the network. */
export const TRIES_BACKENDS = true;

/** Makes a backend ready to be switched to. @throws Error that says why it cannot start. */
export async function openBackend(name: string, { wasmPath }: BackendOptions = {}): Promise<void> {
  try {
    await prepare(name, wasmPath);
    await startBackend(name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot start the "${name}" engine: ${reason}`, { cause: error });
  }
}

/** What a backend needs is looked for first, as tfjs complains on the console about what is not there. */
async function prepare(name: string, wasmPath: string | undefined): Promise<void> {
  if (name === 'webgpu') {
    await checkWebgpu();
    await import('@tensorflow/tfjs-backend-webgpu');
  }
  if (name === 'webgl') checkWebgl();
  if (name === 'wasm' && !tf.engine().registry.wasm) {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const files = wasmFiles(wasmPath);
    await checkWasmFile(files);
    setWasmPaths(files);
  }
}

async function checkWebgpu(): Promise<void> {
  const gpu = typeof navigator !== 'undefined' && 'gpu' in navigator ? (navigator.gpu as Gpu | undefined) : undefined;
  if (!gpu) throw new Error('this browser has no WebGPU, or the page is not served over https');
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('this browser finds no graphics card for WebGPU');
}

interface Gpu {
  requestAdapter(): Promise<object | null>;
}

function checkWebgl(): void {
  const canvas = typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
  if (!canvas.getContext('webgl2')) throw new Error('this browser has no WebGL 2');
}
