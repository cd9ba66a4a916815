import { decodeArray, type SuperpixelsDocument } from '../../src/document/index.js';
import { countOf, formatShare } from '../shared/format.js';
import { outlineSegments, type SegmentShape } from './outlines.js';

export type Side = 'for' | 'against' | 'unclear';

export interface Region extends SegmentShape {
  /** From 1, by falling absolute weight. */
  readonly rank: number;
  readonly segment: number;
  readonly weight: number;
  readonly standardError: number | null;
  readonly side: Side;
}

export interface Evidence {
  readonly width: number;
  readonly height: number;
  readonly segments: number;
  readonly regions: readonly Region[];
  /** Regions that were left out by the feature selection. */
  readonly rest: readonly SegmentShape[];
}

/**
 * The regions of a document with their outlines.
 * @throws RangeError if the label map is no picture, or a weight is of a segment that is not on it.
 */
export function readEvidence({ result }: SuperpixelsDocument): Evidence {
  const { shape, data } = decodeArray(result.segments);
  if (shape.length !== 2) {
    throw new RangeError(`Cannot show the segments of shape [${shape}]: expected [height, width]`);
  }
  const [height, width] = shape;
  const shapes = outlineSegments(data, width, height);
  const regions = result.weights.map((entry, i) => {
    const place = shapes.get(entry.segment);
    if (!place) throw new RangeError(`Cannot show the weight of segment ${entry.segment}: it is not on the label map`);
    return { ...place, ...entry, rank: i + 1, side: sideOf(entry) };
  });
  const weighted = new Set(regions.map((region) => region.segment));
  const rest = [...shapes].filter(([label]) => !weighted.has(label)).map(([, place]) => place);
  return { width, height, segments: shapes.size, regions, rest };
}

/** A weight within two standard errors of zero could as well be of the other sign. */
function sideOf({ weight, standardError }: { weight: number; standardError: number | null }): Side {
  if (weight === 0 || (standardError !== null && Math.abs(weight) <= 2 * standardError)) return 'unclear';
  return weight > 0 ? 'for' : 'against';
}

/** One sentence that says what the class rests on, or that nothing can be concluded. */
export function findingOf(document: SuperpixelsDocument, { regions, segments }: Evidence): string {
  const name = `“${document.target.label}”`;
  if (document.quality.trustworthy === false) return `Nothing can be concluded about what speaks for ${name} here.`;
  const [speaking, against] = (['for', 'against'] as const).map((side) =>
    regions.filter((region) => region.side === side),
  );
  const opposed = against.length ? ` ${countOf(against.length, 'region speaks', 'regions speak')} against it.` : '';
  if (!speaking.length) {
    return opposed
      ? `No region clearly speaks for ${name};${opposed}`
      : `Nothing can be concluded: no region clearly speaks for or against ${name}.`;
  }
  const total = speaking.reduce((sum, { weight }) => sum + weight, 0);
  let [count, share] = [0, 0];
  while (share < 0.6 && count < speaking.length) share += speaking[count++].weight / total;
  const carry = count === 1 ? 'it carries' : 'they carry';
  return `${name} rests on ${count} of ${countOf(segments, 'region')}: ${carry} ${formatShare(share)} of the evidence for it.${opposed}`;
}
