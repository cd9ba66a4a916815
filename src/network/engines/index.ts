import { BACKENDS, TRIES_BACKENDS } from '#platform/tfjs-backend';
import { CORES } from '#platform/worker-pool';
import { createChoosingEngine } from './choosing-engine.js';
import type { Engine } from './engine.js';
import { createSharingEngine } from './sharing-engine.js';
import { createTfjsEngine, type EngineOptions } from './tfjs-engine.js';

export type {
  BackwardRequest,
  BackwardResult,
  CompiledNetwork,
  Engine,
  ForwardOptions,
  GradientSummary,
  Seed,
} from './engine.js';
export { weightedSum } from './summarise.js';
export type { EngineOptions } from './tfjs-engine.js';

/** Names that `createEngine` takes on this platform. */
export const ENGINES: readonly string[] = BACKENDS;

/**
 * What runs networks: `wasm` or `cpu` in Node (default `wasm`, SIMD, all cores); `webgpu`, `webgl`, `wasm` or `cpu` in a
 * browser (default: the first of them that runs the network right and fast, see `createChoosingEngine`).
 * @throws RangeError if there is no such engine here, Error if it cannot start.
 */
export async function createEngine(name?: string, options: EngineOptions = {}): Promise<Engine> {
  if (name === undefined && TRIES_BACKENDS) return createChoosingEngine(BACKENDS, options);
  const backend = name ?? BACKENDS[0];
  if (!BACKENDS.includes(backend)) {
    throw new RangeError(`Cannot run networks on "${name}": expected ${BACKENDS.join(', ')}`);
  }
  const engine = await createTfjsEngine(backend, options);
  const workers = workersFor(options);
  return workers > 1 ? createSharingEngine(engine, workers, options.workers !== undefined) : engine;
}

function workersFor({ workers, operations }: EngineOptions): number {
  if (workers !== undefined && (!Number.isInteger(workers) || workers < 1)) {
    throw new RangeError(`Cannot share forward passes over ${workers} workers: expected a whole number from 1`);
  }
  return operations ? 1 : Math.min(workers ?? CORES, CORES > 1 ? 64 : 1);
}
