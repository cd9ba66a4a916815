import { BACKENDS, TRIES_BACKENDS } from '#platform/tfjs-backend';
import { createChoosingEngine } from './choosing-engine.js';
import type { Engine } from './engine.js';
import { createTfjsEngine, type EngineOptions } from './tfjs-engine.js';

export type {
  BackwardRequest,
  BackwardResult,
  CompiledNetwork,
  Engine,
  ForwardOptions,
} from './engine.js';
export type { EngineOptions } from './tfjs-engine.js';

/** Names that `createEngine` takes on this platform. */
export const ENGINES: readonly string[] = BACKENDS;

/**
 * What runs networks: `wasm` or `cpu` in Node (default `wasm`, one core, SIMD); `webgpu`, `webgl`, `wasm` or `cpu` in a
 * browser (default: the first of them that runs the network right and fast, see `createChoosingEngine`).
 * @throws RangeError if there is no such engine here, Error if it cannot start.
 */
export async function createEngine(name?: string, options: EngineOptions = {}): Promise<Engine> {
  if (name === undefined)
    return TRIES_BACKENDS ? createChoosingEngine(BACKENDS, options) : createTfjsEngine(BACKENDS[0], options);
  if (!BACKENDS.includes(name)) {
    throw new RangeError(`Cannot run networks on "${name}": expected ${BACKENDS.join(', ')}`);
  }
  return createTfjsEngine(name, options);
}
