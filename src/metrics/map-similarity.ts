import { spearman } from '../numeric/rank-correlation.js';
import { topShare } from '../numeric/top-share.js';
import { placesOf } from './perturbation/places.js';
import type { EvidenceDocument } from './trial.js';

/** How alike two documents of one method are, place by place. */
export interface MapSimilarity {
  /** Rank correlation of the values, and of their magnitudes, -1..1; `null` where a map is the same everywhere. */
  readonly spearman: number | null;
  readonly absolute: number | null;
  /** Of the places with the largest magnitude: shared over all, 0..1. */
  readonly jaccard: number;
  /** Share of the magnitude of the first that has the opposite sign in the second, 0..1. */
  readonly signFlips: number;
}

/** Compares values on the method's own grid: pixels, cells, or the regions that both share. */
export function mapSimilarity(one: EvidenceDocument, other: EvidenceDocument, top = 0.1): MapSimilarity {
  const [a, b] = [one, other].map((document) => placesOf(document, 1).values);
  const [sizeA, sizeB] = [a, b].map((values) => values.map(Math.abs));
  if (a.length !== b.length) {
    throw new RangeError(`Cannot compare maps of ${a.length} and ${b.length} places: expected the same places`);
  }
  // At least one place, however few there are.
  const share = Math.max(top, 1 / a.length);
  const [leadA, leadB] = [sizeA, sizeB].map((values) => topShare(values, share));
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const magnitude = total(sizeA);
  const flipped = total(sizeA.map((size, i) => (a[i] * b[i] < 0 ? size : 0)));
  return {
    spearman: spearman(a, b),
    absolute: spearman(sizeA, sizeB),
    jaccard:
      total(leadA.map((lead, i) => Math.min(lead, leadB[i]))) / total(leadA.map((lead, i) => Math.max(lead, leadB[i]))),
    signFlips: magnitude === 0 ? 0 : flipped / magnitude,
  };
}
