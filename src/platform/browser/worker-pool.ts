import type { NdArray } from '../../numeric/nd-array.js';

export interface WorkerPool {
  readonly workers: number;
  forward(batch: NdArray, fetch: readonly string[]): Promise<Map<string, NdArray>>;
  close(): Promise<void>;
}

/** In a browser a network runs on the graphics card or on this thread: passes are not shared out. */
export const CORES = 1;

export function createWorkerPool(_job: unknown, _workers: number): WorkerPool | null {
  return null;
}
