import { resizeValues } from '../numeric/resize-values.js';
import { cellValues } from './cell-values.js';
import { decodeArray } from './encode.js';
import type { AttributionDocument } from './kinds/attribution.js';
import type { SuperpixelsDocument } from './kinds/superpixels.js';

/** Evidence of each pixel of a document's picture, row-major: signed, in units of the score. */
export interface EvidenceMap {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

export interface EvidenceMapOptions {
  /** How the cells of a layer become pixels: each repeated, or smoothly from one to the next. Default: `nearest`. */
  readonly cells?: 'nearest' | 'bilinear';
}

/**
 * What a document says of every pixel of its picture, so that methods can be laid over each other.
 *
 * Channels are added up (`cellValues`). The cells of a layer are stretched over the picture, as the CAM papers do; a region's weight is
 * that of each of its pixels, 0 where a region is not listed.
 * @throws RangeError if segments and picture are of different size.
 */
export function evidenceMap(
  document: AttributionDocument | SuperpixelsDocument,
  { cells = 'nearest' }: EvidenceMapOptions = {},
): EvidenceMap {
  const { width, height } = document.image;
  const values = document.kind === 'superpixels' ? weightsOfPixels(document) : valuesOfPixels(document, cells);
  if (values.length === width * height) return { width, height, values };
  throw new RangeError(
    `Cannot lay the evidence over "${document.image.name}": there are ${values.length} values for ${width} x ${height} pixels`,
  );
}

function weightsOfPixels({ result }: SuperpixelsDocument): Float64Array {
  const weights = new Map(result.weights.map(({ segment, weight }) => [segment, weight]));
  return Float64Array.from(decodeArray(result.segments).data, (segment) => weights.get(segment) ?? 0);
}

function valuesOfPixels(
  { image, result }: AttributionDocument,
  method: NonNullable<EvidenceMapOptions['cells']>,
): Float64Array {
  const { width, height, values } = cellValues(result);
  if (height === image.height && width === image.width) return values;
  return Float64Array.from(resizeValues(values, [height, width, 1], image.height, image.width, { method }));
}
