import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { NetworkGraph } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';

/** What a worker is told when it starts. */
export interface WorkerJob {
  readonly graph: NetworkGraph;
  readonly engine: string;
}

/** Threads that each hold the network and run batches forward. */
export interface WorkerPool {
  readonly workers: number;
  forward(batch: NdArray, fetch: readonly string[]): Promise<Map<string, NdArray>>;
  close(): Promise<void>;
}

/** How many threads are worth having here. */
export const CORES: number = availableParallelism();

/**
 * Starts threads for a network. Weights are shared, not copied, on their way. `null` where the program that threads run
 * is not to be found: convlens run from its sources, or bundled into another program.
 */
export function createWorkerPool(job: WorkerJob, workers: number): WorkerPool | null {
  const filename = workerFile();
  if (filename === null) return null;
  const pool = new Tinypool({
    filename,
    runtime: 'worker_threads',
    minThreads: workers,
    maxThreads: workers,
    // The next one lies there when the last is done: this thread may be busy then.
    concurrentTasksPerWorker: 2,
    workerData: { ...job, graph: withSharedWeights(job.graph) },
  });
  return {
    workers,
    forward: (batch, fetch) => pool.run({ batch, fetch }, { transferList: [batch.data.buffer as ArrayBuffer] }),
    close: () => pool.destroy(),
  };
}

function workerFile(): string | null {
  try {
    return createRequire(import.meta.url).resolve('convlens/forward-worker');
  } catch {
    return null;
  }
}

function withSharedWeights(graph: NetworkGraph): NetworkGraph {
  const shared = new Map<Float32Array, Float32Array>();
  const share = (data: Float32Array) => {
    const known = shared.get(data);
    if (known) return known;
    const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
    copy.set(data);
    shared.set(data, copy);
    return copy;
  };
  // Only the graph's own entries: a network may carry functions, which cannot be sent.
  const { name, fingerprint, output, logits, classes, input } = graph;
  const nodes = graph.nodes.map((node) => ({
    ...node,
    weights: Object.fromEntries(
      Object.entries(node.weights).map(([role, { shape, data }]) => [role, { shape, data: share(data) }]),
    ),
  }));
  return { name, fingerprint, nodes, output, logits, classes, input };
}
