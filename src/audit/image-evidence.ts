import type { RegionLabels } from './region-labels.js';

/** What a classifier says of one image, and on which of its regions that rests. */
export interface ImageEvidence {
  readonly name: string;
  /** SHA-256 of the input values, in hex: tells whether the image is still the same. */
  readonly digest: string;
  /** The class with the highest score, and its probability (its score, where the classifier gives no probabilities). */
  readonly predicted: number;
  readonly probability: number;
  readonly width: number;
  readonly height: number;
  /** Region of each pixel, `[h, w]`, from 0. */
  readonly labels: RegionLabels;
  /** Evidence of each region for the predicted class rather than the next one, in units of the score. */
  readonly weights: Float32Array;
  /** Pixels of each region. */
  readonly sizes: Float32Array;
  /** What each region looks like, `[regions, length]`: see `describeRegions`. */
  readonly descriptors: Float32Array;
  /** Share of each region that lies outside the object; `null` without a mask. */
  readonly outside: Float32Array | null;
  /** Whether the explanation should be trusted, as its method says. */
  readonly trustworthy: boolean | null;
  /** Images that were fed forward for it. */
  readonly forwardPasses: number;
}

/** From this share on a region lies outside the object, with nothing of its edge. */
const OUTSIDE = 0.9;

/** The regions that lie outside the object, marked 1; `null` without a mask. */
export function outsideRegions({ outside }: ImageEvidence): Uint8Array | null {
  return outside && Uint8Array.from(outside, (share) => (share >= OUTSIDE ? 1 : 0));
}

/** How many regions an image was cut into. */
export const regionCount = ({ sizes }: ImageEvidence): number => sizes.length;

/** Pixels of the regions that are marked 1, as a share of the image. */
export function areaShare({ sizes, labels }: ImageEvidence, marked: Uint8Array): number {
  return sizes.reduce((sum, size, region) => sum + size * marked[region], 0) / labels.length;
}
