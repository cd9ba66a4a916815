import { base64ToUint8Array, uint8ArrayToBase64 } from 'uint8array-extras';
import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import { type ArrayValue, itemSize } from './array-value.js';

export type ArrayValueData = Float32Array | Int32Array | Uint8Array | Uint8ClampedArray;

/** An array as documents hold it: base64 of little-endian row-major values. Every engine's platform is little-endian. */
export function encodeArray({ shape, data }: NdArray<ArrayValueData>): ArrayValue {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const dtype = data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'uint8';
  return { shape: [...shape], dtype, data: base64Of(bytes) };
}

/**
 * The array that `encodeArray` wrote.
 * @throws RangeError if the data do not fill the shape.
 */
export function decodeArray(value: ArrayValue): NdArray<Float32Array | Int32Array | Uint8Array> {
  const bytes = bytesOf(value.data);
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

interface Base64Bytes {
  toBase64?: () => string;
}
interface NodeBuffers {
  readonly Buffer?: {
    from(buffer: ArrayBufferLike, offset: number, length: number): { toString(as: 'base64'): string };
  };
}

/** The platform's own encoder where there is one (ES2026, or Node's): the other takes many times as long. */
function base64Of(bytes: Uint8Array): string {
  const own = (bytes as Base64Bytes).toBase64;
  if (own) return own.call(bytes);
  const { Buffer: buffers } = globalThis as NodeBuffers;
  if (buffers) return buffers.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return uint8ArrayToBase64(bytes);
}

/** The platform's own decoder where there is one (ES2026): the other takes ten times as long for the maps of a photograph. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  return fromBase64 ? fromBase64.call(Uint8Array, base64) : new Uint8Array(base64ToUint8Array(base64));
}
