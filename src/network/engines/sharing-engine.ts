import { createWorkerPool, type WorkerPool } from '#platform/worker-pool';
import { type NdArray, sizeOf } from '../../numeric/nd-array.js';
import type { NetworkGraph } from '../network.js';
import type { CompiledNetwork, Engine, ForwardOptions } from './engine.js';
import { glancesAt, glancesOf } from './glance.js';
import { multiplyAdds } from './work.js';

/**
 * Workers cost about a second to start. They are started when a network has been asked for more multiply-adds than this,
 * some two seconds' worth on one core.
 */
const WORTH_SHARING = 10e9;

/**
 * What an image must cost for each byte that goes to a thread and comes back, in multiply-adds: below it the copying takes
 * longer than the computing (measured: a CNN for digits whose layers are fetched, at 20, was slower in threads).
 */
const WORTH_SENDING = 50;

/** What a worker is handed at once, in multiply-adds: some 5 ms' worth, so that messages do not count. */
const TASK_WORK = 25e6;

/**
 * The same engine with its forward passes shared out over `workers` threads. The batch is cut at the engine's own
 * micro-batches, so results are the same to the bit. Gradients stay on this thread.
 */
export function createSharingEngine(engine: Engine, workers: number, always: boolean): Engine {
  return {
    name: engine.name,
    compile: async (graph) => shareOut(graph, await engine.compile(graph), engine.name, workers, always),
  };
}

function shareOut(
  graph: NetworkGraph,
  compiled: CompiledNetwork,
  engine: string,
  workers: number,
  always: boolean,
): CompiledNetwork {
  let asked = always ? WORTH_SHARING : 0;
  let pool: WorkerPool | null = null;

  /** How a batch is shared out; undefined where that would cost more than it saves. */
  const shareOf = (batch: NdArray, fetch: readonly string[]) => {
    const image = batch.shape.slice(1);
    const work = multiplyAdds(graph, image);
    const microBatch = compiled.microBatch?.(image) ?? 1;
    asked += work * batch.shape[0];
    const isLight = work < WORTH_SENDING * bytesOf(graph, image, fetch);
    if (asked < WORTH_SHARING || (isLight && !always) || batch.shape[0] <= microBatch) return undefined;
    pool ??= createWorkerPool({ graph, engine }, workers);
    return pool && { pool, images: microBatch * Math.max(1, Math.floor(TASK_WORK / (work * microBatch))) };
  };

  return {
    ...compiled,
    forward: async (batch, fetch, options = {}) => {
      const share = shareOf(batch, fetch);
      return share
        ? forwardShared(share.pool, batch, fetch, share.images, options)
        : compiled.forward(batch, fetch, options);
    },
    glances: (batch, fetch, options = {}) => {
      const share = shareOf(batch, fetch);
      return share
        ? glancesAt(forwardShared(share.pool, batch, fetch, share.images, options), batch.shape[0])
        : glancesOf(compiled, batch, fetch, options);
    },
    dispose: async () => {
      await Promise.all([compiled.dispose(), pool?.close()]);
      pool = null;
    },
  };
}

/** What one image sends and brings back. */
function bytesOf(graph: NetworkGraph, image: readonly number[], fetch: readonly string[]): number {
  const fetched = graph.nodes.filter(({ name }) => fetch.includes(name));
  const values = fetched.map(({ shape }) => sizeOf(shape.map((length, axis) => length ?? image[axis])));
  return 4 * values.reduce((sum, size) => sum + size, sizeOf(image));
}

async function forwardShared(
  pool: WorkerPool,
  batch: NdArray,
  fetch: readonly string[],
  images: number,
  { signal, onProgress }: ForwardOptions,
): Promise<Map<string, NdArray>> {
  const [total, ...image] = batch.shape;
  const size = sizeOf(image);
  const results = new Map<string, { shape: number[]; data: Float32Array }>();
  let next = 0;
  let done = 0;
  const runner = async () => {
    while (next < total) {
      signal?.throwIfAborted();
      const first = next;
      const count = Math.min(images, total - first);
      next += count;
      const data = batch.data.slice(first * size, (first + count) * size);
      for (const [name, part] of await pool.forward({ shape: [count, ...image], data }, fetch)) {
        const [, ...one] = part.shape;
        const all = results.get(name) ?? { shape: [total, ...one], data: new Float32Array(total * sizeOf(one)) };
        all.data.set(part.data, first * sizeOf(one));
        results.set(name, all);
      }
      done += count;
      onProgress?.({ done, total });
    }
  };
  // Two tasks a worker: the next one waits there when the last is done. All settle before an error is passed on.
  const runners = await Promise.allSettled(Array.from({ length: 2 * pool.workers }, runner));
  const failed = runners.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  signal?.throwIfAborted();
  return results;
}
