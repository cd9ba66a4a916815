import { type NdArray, sizeOf } from '../numeric/nd-array.js';

const UNSIGNED_BYTE = 0x08;

/**
 * The array of unsigned bytes that an IDX file holds (the format of MNIST: two zero bytes, the type, the number of
 * dimensions, each length as a big-endian 32-bit number, then the values).
 * @throws Error if the bytes are no such file, or too few or too many for its shape.
 */
export function parseIdx(bytes: Uint8Array, name = 'the file'): NdArray<Uint8Array> {
  const problem = (found: string) => new Error(`Cannot read "${name}" as an IDX file: ${found}`);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw problem('it is compressed by gzip, expected it unpacked');
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    throw problem('it does not begin with two zero bytes, a type and a number of dimensions');
  }
  const [, , type, dimensions] = bytes;
  if (type !== UNSIGNED_BYTE) {
    throw problem(`its values are of type 0x${type.toString(16).padStart(2, '0')}, expected unsigned bytes (0x08)`);
  }
  const header = 4 + 4 * dimensions;
  if (dimensions === 0 || bytes.length < header) throw problem(`its header of ${dimensions} dimensions is cut off`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + header, bytes.length - header);
  if (data.length !== sizeOf(shape)) {
    throw problem(`expected ${sizeOf(shape)} values for the shape [${shape.join(', ')}], got ${data.length}`);
  }
  return { shape, data };
}
