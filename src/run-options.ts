/** What every analysis takes beside its own options. */
export interface RunOptions {
  /** Whole number; one seed, one result. Default: 1. */
  readonly seed?: number;
  /** Checked between batches; an aborted run rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called between batches with what is done, of how much (in images fed forward, unless the method says otherwise). */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done, for a person. */
  readonly stage?: string;
}
