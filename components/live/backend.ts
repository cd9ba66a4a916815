import { startBackend } from '../../src/platform/start-backend.js';

// What runs networks in a report: it loads nothing, so of tfjs' backends those that are code alone.

export const BACKENDS: readonly string[] = ['webgl', 'cpu'];
export const TRIES_BACKENDS = true;

export interface BackendOptions {
  readonly wasmPath?: string;
}

/** Makes a backend ready to be switched to. @throws Error that says why it cannot start. */
export async function openBackend(name: string): Promise<void> {
  try {
    if (name === 'webgl' && !document.createElement('canvas').getContext('webgl2')) {
      throw new Error('this browser has no WebGL 2');
    }
    await startBackend(name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot start the "${name}" engine: ${reason}`, { cause: error });
  }
}
