import { fromBase64, toBase64 } from '../base64.js';
import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import { type ArrayValue, itemSize } from './array-value.js';

export type ArrayValueData = Float32Array | Int32Array | Uint8Array | Uint8ClampedArray;

/** An array as documents hold it: base64 of little-endian row-major values. Every engine's platform is little-endian. */
export function encodeArray({ shape, data }: NdArray<ArrayValueData>): ArrayValue {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const dtype = data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'uint8';
  return { shape: [...shape], dtype, data: toBase64(bytes) };
}

/**
 * The array that `encodeArray` wrote.
 * @throws RangeError if the data do not fill the shape.
 */
export function decodeArray(value: ArrayValue): NdArray<Float32Array | Int32Array | Uint8Array> {
  const bytes = fromBase64(value.data);
  const expected = sizeOf(value.shape) * itemSize(value.dtype);
  if (bytes.length !== expected) {
    throw new RangeError(
      `Cannot decode an array of shape [${value.shape}]: expected ${expected} bytes of ${value.dtype}, got ${bytes.length}`,
    );
  }
  if (value.dtype === 'uint8') return { shape: value.shape, data: bytes };
  const data = value.dtype === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
  return { shape: value.shape, data };
}
