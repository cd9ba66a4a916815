import { deflateSync, inflateSync } from 'fflate';
import { fromBase64, toBase64 } from '../base64.js';
import type { ArrayValue } from '../document/array-value.js';
import { encodeArray } from '../document/encode.js';

/** Region of each pixel, in as few bytes as the number of regions allows: an audit holds those of every image. */
export type RegionLabels = Uint8Array | Uint16Array | Int32Array;

export function compactLabels(labels: Int32Array, regions: number): RegionLabels {
  if (regions <= 2 ** 8) return Uint8Array.from(labels);
  return regions <= 2 ** 16 ? Uint16Array.from(labels) : labels;
}

/** As documents hold label maps, int32 `[h, w]`. Encoded when it is read: all of a large audit's at once need not fit memory. */
export function labelMapValue(labels: RegionLabels, [height, width]: readonly [number, number]): ArrayValue {
  const shape = [height, width];
  return {
    shape,
    dtype: 'int32',
    get data() {
      return encodeArray({ shape, data: Int32Array.from(labels) }).data;
    },
  };
}

/** Label maps are long runs of the same few numbers: packed they are a fiftieth as long. */
export function packLabels(labels: RegionLabels): { readonly bytes: number; readonly packed: string } {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = labels;
  const packed = deflateSync(new Uint8Array(buffer, byteOffset, byteLength), { level: 6 });
  return { bytes: BYTES_PER_ELEMENT, packed: toBase64(packed) };
}

/** What `packLabels` packed. */
export function unpackLabels({ bytes, packed }: ReturnType<typeof packLabels>): RegionLabels {
  const { buffer } = inflateSync(fromBase64(packed)).slice();
  const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Int32Array };
  return new kinds[bytes as keyof typeof kinds](buffer as ArrayBuffer);
}
