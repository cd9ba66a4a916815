import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';

/** The values of a document. */
export function valuesOf({ result }: AttributionDocument): Float32Array {
  return decodeArray(result.values).data as Float32Array;
}
