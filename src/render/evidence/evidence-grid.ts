import { cellValues } from '../../document/cell-values.js';
import { decodeArray } from '../../document/encode.js';
import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { SuperpixelsDocument } from '../../document/kinds/superpixels.js';

/** A document that says where evidence lies on an image. */
export type EvidenceDocument = AttributionDocument | SuperpixelsDocument;

/** Numbers in rows. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/**
 * The evidence of a document at its own resolution: of pixels (summed over colour channels), of a layer's cells, or for every
 * pixel the weight of its region.
 */
export function evidenceGrid(document: EvidenceDocument): Grid {
  if (document.kind === 'superpixels') return regionGrid(document);
  return cellValues(document.result);
}

function regionGrid({ result }: SuperpixelsDocument): Grid {
  const { shape, data } = decodeArray(result.segments);
  const weights = new Map(result.weights.map(({ segment, weight }) => [segment, weight]));
  return { height: shape[0], width: shape[1], values: Float64Array.from(data, (label) => weights.get(label) ?? 0) };
}
