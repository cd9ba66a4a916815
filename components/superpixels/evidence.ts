import { decodeArray, type Side, type SuperpixelsDocument, sideOf } from '../../src/document/index.js';
import { outlineSegments, type SegmentShape } from './outlines.js';

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
  if (shape.length !== 2 || !(data instanceof Int32Array)) {
    throw new RangeError(`Cannot show the segments of shape [${shape}]: expected int32 [height, width]`);
  }
  if (data.some((label) => label < 0 || label >= data.length)) {
    throw new RangeError('Cannot show the segments: expected labels from 0, and fewer than there are pixels');
  }
  const [height, width] = shape;
  const shapes = outlineSegments(data, width, height);
  const regions = result.weights.map((entry, i) => {
    const place = shapes.get(entry.segment);
    if (!place) throw new RangeError(`Cannot show the weight of segment ${entry.segment}: it is not on the label map`);
    return { ...place, ...entry, rank: i + 1, side: sideOf(entry, result.weights.length) };
  });
  const weighted = new Set(regions.map((region) => region.segment));
  const rest = [...shapes].filter(([label]) => !weighted.has(label)).map(([, place]) => place);
  return { width, height, segments: shapes.size, regions, rest };
}
