import type { Masks } from './masks.js';

/** A part of the picture, as it was added to the regions before it. */
export interface RankedRegion {
  /** Row-major pixel numbers. */
  readonly pixels: readonly number[];
  /** Mean evidence of these pixels. */
  readonly gain: number;
}

/**
 * The regions by falling mean evidence: of all masks, again and again, the one whose pixels that no region has yet hold the
 * most evidence each. A mask that would add fewer than `minPixels` is left out; what no mask adds is a region too, so that every pixel is in
 * exactly one.
 */
export function rankRegions(evidence: ArrayLike<number>, masks: Masks, minPixels: number): RankedRegion[] {
  const free = new Uint8Array(evidence.length).fill(1);
  const left = freeParts(evidence, masks);
  const { membersOf } = membership(evidence.length, masks);
  const regions: RankedRegion[] = [];
  for (;;) {
    const best = densest(left, minPixels);
    if (best < 0) break;
    const pixels: number[] = [];
    for (let i = masks.starts[best]; i < masks.starts[best + 1]; i++) {
      if (free[masks.pixels[i]] === 1) pixels.push(masks.pixels[i]);
    }
    regions.push({ pixels, gain: meanOver(pixels, evidence) });
    for (const pixel of pixels) {
      free[pixel] = 0;
      for (const mask of membersOf(pixel)) {
        left.counts[mask]--;
        left.sums[mask] -= evidence[pixel];
      }
    }
  }
  const rest = Array.from(free.keys()).filter((pixel) => free[pixel] === 1);
  if (rest.length > 0) regions.push({ pixels: rest, gain: meanOver(rest, evidence) });
  return regions.sort((a, b) => b.gain - a.gain);
}

/** Of each mask, the pixels that no region has: how many, and their evidence. */
interface FreeParts {
  readonly counts: Int32Array;
  readonly sums: Float64Array;
}

function freeParts(evidence: ArrayLike<number>, { count, pixels, starts }: Masks): FreeParts {
  const counts = new Int32Array(count);
  const sums = new Float64Array(count);
  for (let mask = 0; mask < count; mask++) {
    counts[mask] = starts[mask + 1] - starts[mask];
    for (let i = starts[mask]; i < starts[mask + 1]; i++) sums[mask] += evidence[pixels[i]];
  }
  return { counts, sums };
}

/** The masks that hold each pixel. */
function membership(size: number, { count, pixels, starts }: Masks): { membersOf: (pixel: number) => Int32Array } {
  const first = new Int32Array(size + 1);
  for (const pixel of pixels) first[pixel + 1]++;
  for (let pixel = 0; pixel < size; pixel++) first[pixel + 1] += first[pixel];
  const next = first.slice();
  const members = new Int32Array(pixels.length);
  for (let mask = 0; mask < count; mask++) {
    for (let i = starts[mask]; i < starts[mask + 1]; i++) members[next[pixels[i]]++] = mask;
  }
  return { membersOf: (pixel) => members.subarray(first[pixel], first[pixel + 1]) };
}

/** The mask whose free part is densest, the first of equals; -1 if none is large enough. */
function densest({ counts, sums }: FreeParts, minPixels: number): number {
  let best = -1;
  for (let mask = 0; mask < counts.length; mask++) {
    if (counts[mask] < minPixels) continue;
    if (best < 0 || sums[mask] / counts[mask] > sums[best] / counts[best]) best = mask;
  }
  return best;
}

function meanOver(pixels: readonly number[], evidence: ArrayLike<number>): number {
  return pixels.reduce((sum, pixel) => sum + evidence[pixel], 0) / pixels.length;
}
