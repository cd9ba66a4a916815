import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { startBackend } from '../start-backend.js';

export interface BackendOptions {
  /** Folder (ending in `/`) of the `.wasm` files. Default: that of the installed `@tensorflow/tfjs-backend-wasm`. */
  readonly wasmPath?: string;
}

/** The tfjs backends that can run here, the default first. */
export const BACKENDS: readonly string[] = ['wasm', 'cpu'];

/** Whether the first backend will do, or the best must be found by trying them on the network. */
export const TRIES_BACKENDS = false;

/** Makes a backend ready to be switched to. @throws Error that says why it cannot start. */
export async function openBackend(name: string, { wasmPath }: BackendOptions = {}): Promise<void> {
  try {
    // Once it has started, tfjs lets nobody say where its files are.
    if (name === 'wasm' && !tf.engine().registry.wasm) setWasmPaths(wasmPath ?? installedFolder());
    const backend = await startBackend(name);
    if (name === 'cpu') silence(backend);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot start the "${name}" engine: ${reason}`, { cause: error });
  }
}

const installedFolder = () => dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

/** The cpu backend advertises another package on its first use in Node. */
function silence(backend: object): void {
  if ('firstUse' in backend) backend.firstUse = false;
}
