import { evidenceMap } from '../document/evidence-map.js';
import { correlation, spearman } from '../numeric/rank-correlation.js';
import { topShare } from '../numeric/top-share.js';
import { orientedGradients, SMALLEST_HOG } from './oriented-gradients.js';
import { placesOf } from './perturbation/places.js';
import { SMALLEST_SSIM, structuralSimilarity } from './structural-similarity.js';
import type { EvidenceDocument } from './trial.js';

/** How alike two documents of one method are, place by place. */
export interface MapSimilarity {
  /** Rank correlation of the values, and of their magnitudes, -1..1; `null` where a map is the same everywhere. */
  readonly spearman: number | null;
  readonly absolute: number | null;
  /**
   * Structural similarity over the picture (`structuralSimilarity`), each map scaled to 0..1 with no evidence in the middle, at most 1;
   * `null` where a map is the same everywhere, or the picture has fewer than 11 rows or columns.
   */
  readonly ssim: number | null;
  /**
   * Pearson's correlation of the histograms of oriented gradients (`orientedGradients`) over the picture, -1..1: of edges,
   * whatever their sign, so that a map and its negative are alike. `null` where a map is the same everywhere, or the picture has
   * fewer than 24 rows or columns.
   */
  readonly hog: number | null;
  /** Of the places with the largest magnitude: shared over all, 0..1. */
  readonly jaccard: number;
  /** Share of the magnitude of the first that has the opposite sign in the second, 0..1. */
  readonly signFlips: number;
}

/**
 * Compares values on the method's own grid: pixels, cells, or the regions that both share; `ssim` and `hog` what each says
 * of the picture's pixels, cells brought up bilinearly.
 */
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
    ...structure(one, other),
    signFlips: magnitude === 0 ? 0 : flipped / magnitude,
  };
}

function structure(one: EvidenceDocument, other: EvidenceDocument): Pick<MapSimilarity, 'ssim' | 'hog'> {
  const maps = [one, other].map((document) => evidenceMap(document, { cells: 'bilinear' }));
  const [{ width, height }] = maps;
  const [a, b] = maps.map(({ values }) => scaled(values));
  if (!a || !b) return { ssim: null, hog: null };
  const fits = (side: number) => Math.min(width, height) >= side;
  const [edgesA, edgesB] = fits(SMALLEST_HOG) ? [a, b].map((map) => orientedGradients(map, [height, width])) : [];
  return {
    ssim: fits(SMALLEST_SSIM) ? structuralSimilarity(a, b, [height, width], 1) : null,
    hog: edgesA ? correlation(edgesA, edgesB) : null,
  };
}

/** From 0 to 1, no evidence at a half, as another network's scale is another; `null` where all are the same. */
function scaled(values: Float64Array): Float64Array | null {
  if (values.every((value) => value === values[0])) return null;
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values.map((value) => (1 + value / most) / 2);
}
