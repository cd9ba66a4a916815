import { Tinypool } from 'tinypool';
import type { CompiledNetwork } from '../../network/engines/engine.js';
import { createTfjsEngine } from '../../network/engines/tfjs-engine.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { WorkerJob } from './worker-pool.js';

let compiled: Promise<CompiledNetwork> | null = null;

async function compile(): Promise<CompiledNetwork> {
  const { graph, engine } = Tinypool.workerData as WorkerJob;
  return (await createTfjsEngine(engine)).compile(graph);
}

/** One task of a worker: a batch forward through the network it was started with. */
export default async function forwardTask(task: {
  readonly batch: NdArray;
  readonly fetch: readonly string[];
}): Promise<Map<string, NdArray>> {
  compiled ??= compile();
  return (await compiled).forward(task.batch, task.fetch);
}
