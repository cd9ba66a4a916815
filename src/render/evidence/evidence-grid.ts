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

/** Methods that hide a place in all its channels: each channel has the same value again, which is not added up. */
const WHOLE_PIXELS = ['occlusion', 'rise'];

/**
 * The evidence of a document at its own resolution: of pixels (summed over colour channels), of a layer's cells, or for every
 * pixel the weight of its region.
 */
export function evidenceGrid(document: EvidenceDocument): Grid {
  if (document.kind === 'superpixels') return regionGrid(document);
  const { shape, data } = decodeArray(document.result.values);
  const [height, width, channels = 1] = shape;
  const values = new Float64Array(height * width);
  const share = WHOLE_PIXELS.includes(document.method.name) ? 1 / channels : 1;
  for (let at = 0; at < data.length; at++) values[Math.floor(at / channels)] += share * data[at];
  return { width, height, values };
}

function regionGrid({ result }: SuperpixelsDocument): Grid {
  const { shape, data } = decodeArray(result.segments);
  const weights = new Map(result.weights.map(({ segment, weight }) => [segment, weight]));
  return { height: shape[0], width: shape[1], values: Float64Array.from(data, (label) => weights.get(label) ?? 0) };
}
