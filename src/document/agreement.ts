import { correlation, ranks } from '../numeric/rank-correlation.js';
import { topShare } from '../numeric/top-share.js';
import { evidenceMap } from './evidence-map.js';
import type { AttributionDocument } from './kinds/attribution.js';
import type { SuperpixelsDocument } from './kinds/superpixels.js';

export interface AgreementOptions {
  /** Share of the pixels that count as the top, above 0 up to 1. Default: 0.1. */
  readonly top?: number;
}

/** How well maps of one picture agree, each with each, in the order of the documents. */
export interface AgreementMatrix {
  /** Rank correlation over all pixels, -1..1; `null` where a map is the same everywhere. */
  readonly spearman: (number | null)[][];
  /** Of the pixels that speak most for the class: shared over all, 0..1. */
  readonly jaccard: number[][];
  readonly top: number;
}

/**
 * How well several methods agree on one picture (Krishna et al. 2022, "The disagreement problem in explainable machine
 * learning"), on the picture's own pixels: the cells of a layer are brought up bilinearly, regions are spread over theirs.
 *
 * Where the last place of the top is shared by equal pixels, each of them belongs to it in part, as if it were drawn.
 * @throws RangeError for a share out of range, or pictures of different size.
 */
export function agreementMatrix(
  documents: readonly (AttributionDocument | SuperpixelsDocument)[],
  { top = 0.1 }: AgreementOptions = {},
): AgreementMatrix {
  if (!(top > 0 && top <= 1)) throw new RangeError(`Cannot compare the top ${top} of the pixels: expected 0 to 1`);
  checkSizes(documents);
  const maps = documents.map((document) => evidenceMap(document, { cells: 'bilinear' }).values);
  const ranked = maps.map(ranks);
  const leading = maps.map((values) => topShare(values, top));
  return {
    spearman: eachWithEach(ranked, correlation),
    jaccard: eachWithEach(leading, sharedOverAll),
    top,
  };
}

/** A symmetric measure of each pair, taken once. */
function eachWithEach<T, R>(items: readonly T[], measure: (a: T, b: T) => R): R[][] {
  const rows = items.map((item, i) => items.slice(0, i + 1).map((other) => measure(item, other)));
  return rows.map((row, i) => [...row, ...rows.slice(i + 1).map((later) => later[i])]);
}

/** Jaccard's index of sets to which things may belong in part (Ruzicka). */
function sharedOverAll(a: Float64Array, b: Float64Array): number {
  let [shared, all] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    shared += Math.min(a[i], b[i]);
    all += Math.max(a[i], b[i]);
  }
  return shared / all;
}

function checkSizes(documents: readonly (AttributionDocument | SuperpixelsDocument)[]): void {
  const [first, ...others] = documents.map(({ image: { width, height } }) => `${width} x ${height}`);
  const other = others.find((size) => size !== first);
  if (other === undefined) return;
  throw new RangeError(`Cannot compare evidence of ${other} pixels with evidence of ${first}: expected one picture`);
}
