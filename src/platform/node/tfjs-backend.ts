import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export interface BackendOptions {
  /** Folder (ending in `/`) of the `.wasm` files. Default: that of the installed `@tensorflow/tfjs-backend-wasm`. */
  readonly wasmPath?: string;
}

/** The tfjs backends that can run here, the default first. */
export const BACKENDS: readonly string[] = ['wasm', 'cpu'];

/** Whether the first backend will do, or the best must be found by trying them on the network. */
export const TRIES_BACKENDS = false;

/** Makes a backend ready to be switched to. @throws if it cannot start. */
export async function openBackend(name: string, { wasmPath }: BackendOptions = {}): Promise<void> {
  if (name === 'wasm') setWasmPaths(wasmPath ?? installedFolder());
  if (!(await tf.setBackend(name))) throw new Error(`Cannot start the "${name}" engine on this machine`);
  if (name === 'cpu') silence(tf.backend());
}

const installedFolder = () => dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

/** The cpu backend advertises another package on its first use in Node. */
function silence(backend: object): void {
  if ('firstUse' in backend) backend.firstUse = false;
}
