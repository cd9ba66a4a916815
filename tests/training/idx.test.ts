import { describe, expect, it } from 'vitest';
import { parseIdx } from '../../src/training/index.js';

describe('parseIdx', () => {
  it('reads shape and values', () => {
    const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
    expect(parseIdx(bytes)).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  });

  it('reads a part of a larger buffer', () => {
    const bytes = Uint8Array.of(9, 9, 0, 0, 8, 1, 0, 0, 0, 2, 7, 8).subarray(2);
    expect(parseIdx(bytes)).toEqual({ shape: [2], data: Uint8Array.of(7, 8) });
  });

  it.each([
    ['nothing', [], /two zero bytes/],
    ['text', [72, 105, 33, 10], /two zero bytes/],
    ['a gzip file', [0x1f, 0x8b, 8, 0], /compressed by gzip, expected it unpacked/],
    ['floats', [0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0], /type 0x0d, expected unsigned bytes/],
    ['a cut header', [0, 0, 8, 3, 0, 0, 0, 2], /header of 3 dimensions is cut off/],
    ['no dimensions', [0, 0, 8, 0], /header of 0 dimensions/],
    ['too few values', [0, 0, 8, 1, 0, 0, 0, 3, 1, 2], /expected 3 values for the shape \[3\], got 2/],
    ['too many values', [0, 0, 8, 1, 0, 0, 0, 1, 1, 2], /expected 1 values for the shape \[1\], got 2/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseIdx(Uint8Array.from(bytes), 'digits.idx')).toThrow(message);
    expect(() => parseIdx(Uint8Array.from(bytes), 'digits.idx')).toThrow(/"digits\.idx"/);
  });
});
