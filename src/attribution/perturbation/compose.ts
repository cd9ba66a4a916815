import type { NdArray } from '../../numeric/nd-array.js';
import type { Regions } from './regions.js';

/** An image with its regions, and what a region shows when it is hidden. */
export interface Perturbable {
  /** `[1, h, w, c]`. */
  readonly image: NdArray;
  /** Values of the same size: the image with every region hidden. */
  readonly hidden: Float32Array;
  readonly regions: Regions;
}

/**
 * The images `[to - from, h, w, c]` in which only the regions marked 1 are shown.
 * `shown` is `[n, regions]` of 0 and 1; rows `from` to `to` (excluded) are composed.
 */
export function composeBatch(
  { image, hidden, regions }: Perturbable,
  shown: Uint8Array,
  from: number,
  to: number,
): NdArray {
  const { data } = image;
  const { count, runs, runRegion, runStart } = regions;
  const batch = new Float32Array((to - from) * data.length);
  for (let row = from; row < to; row++) {
    const offset = (row - from) * data.length;
    batch.set(data, offset);
    for (let run = 0; run < runs; run++) {
      if (shown[row * count + runRegion[run]] === 1) continue;
      const end = runStart[run + 1];
      for (let i = runStart[run]; i < end; i++) batch[offset + i] = hidden[i];
    }
  }
  return { shape: [to - from, ...image.shape.slice(1)], data: batch };
}
