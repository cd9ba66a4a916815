import { base64ToUint8Array, uint8ArrayToBase64 } from 'uint8array-extras';

interface Base64Bytes {
  toBase64?: () => string;
}

interface NodeBuffers {
  readonly Buffer?: {
    from(buffer: ArrayBufferLike, offset: number, length: number): { toString(as: 'base64'): string };
    from(text: string, as: 'base64'): Uint8Array;
  };
}

/** Base64 of bytes, by the platform's own encoder where there is one (ES2026, or Node's): the other takes many times as long. */
export function toBase64(bytes: Uint8Array): string {
  const own = (bytes as Base64Bytes).toBase64;
  if (own) return own.call(bytes);
  const { Buffer: buffers } = globalThis as NodeBuffers;
  if (buffers) return buffers.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return uint8ArrayToBase64(bytes);
}

/** The bytes that a base64 text holds, in memory of their own; by the platform's own decoder where there is one. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64: own } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (own) return own.call(Uint8Array, text);
  const { Buffer: buffers } = globalThis as NodeBuffers;
  return new Uint8Array(buffers ? buffers.from(text, 'base64') : base64ToUint8Array(text));
}
