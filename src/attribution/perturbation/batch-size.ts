const VALUES = 4_000_000;
const MOST = 256;

/** How many images a batch holds unless the caller says: as many as fit 16 MB, at most 256. */
export function defaultBatch(valuesPerImage: number): number {
  return Math.max(1, Math.min(MOST, Math.floor(VALUES / valuesPerImage)));
}
