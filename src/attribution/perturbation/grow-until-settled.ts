/** How the number of samples came about. */
export interface Sampling {
  /** Whether the answer settled; `null` where the number was given. */
  readonly settled: boolean | null;
  /** After how many samples the answer was looked at. */
  readonly checkpoints: readonly number[];
}

export interface Growth {
  /** How many samples, or `auto`: until the answer has settled. */
  readonly samples: number | 'auto';
  /** When `auto` looks for the first time, and how many samples it may take. */
  readonly first: number;
  readonly most: number;
  /** Adds samples until there are `samples`. */
  grow(samples: number): Promise<void>;
  /** Whether the answer from the samples so far is good enough. */
  isSettled(): boolean;
}

/** At how many checks in a row the answer must have settled: one alone may be luck. */
const IN_A_ROW = 2;

/** Draws the number of samples that was asked for, or until the answer has settled at two checkpoints in a row. */
export async function growUntilSettled({ samples, first, most, grow, isSettled }: Growth): Promise<Sampling> {
  if (samples !== 'auto') {
    await grow(samples);
    return { settled: null, checkpoints: [] };
  }
  const seen: number[] = [];
  let settled = 0;
  for (const checkpoint of checkpoints(first, most)) {
    await grow(checkpoint);
    seen.push(checkpoint);
    settled = isSettled() ? settled + 1 : 0;
    if (settled === IN_A_ROW) return { settled: true, checkpoints: seen };
  }
  return { settled: false, checkpoints: seen };
}

/** After how many samples the answer is looked at: from `first`, a quarter more each time, the last being `most`. */
export function checkpoints(first: number, most: number): number[] {
  const points: number[] = [];
  for (let next = Math.min(first, most); next < most; next = Math.ceil(next * 1.25)) points.push(next);
  return [...points, most];
}
