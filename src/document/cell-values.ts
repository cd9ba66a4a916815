import { decodeArray } from './encode.js';
import type { AttributionDocument } from './kinds/attribution.js';

/** One number a pixel of the input, or a cell of a layer, row-major. */
export interface CellValues {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/**
 * What an attribution says of each pixel, or cell: its channels added up; where `repeated` says that they all hold the
 * pixel's own value, that value once.
 */
export function cellValues({ values, repeated = false }: AttributionDocument['result']): CellValues {
  const { shape, data } = decodeArray(values);
  const [height, width, channels = 1] = shape;
  const cells = new Float64Array(height * width);
  for (let at = 0; at < data.length; at++) {
    if (!repeated || at % channels === 0) cells[Math.floor(at / channels)] += data[at];
  }
  return { width, height, values: cells };
}
