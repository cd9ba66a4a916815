import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeArray, encodeArray } from '../../src/document/index.js';

describe('encodeArray', () => {
  it('writes little-endian rows as base64', () => {
    expect(encodeArray({ shape: [2], data: new Float32Array([1, -2]) })).toEqual({
      shape: [2],
      dtype: 'float32',
      data: 'AACAPwAAAMA=',
    });
    expect(encodeArray({ shape: [1, 2], data: new Int32Array([1, 256]) }).data).toBe('AQAAAAABAAA=');
    expect(encodeArray({ shape: [3], data: new Uint8ClampedArray([0, 1, 255]) })).toMatchObject({
      dtype: 'uint8',
      data: 'AAH/',
    });
  });

  it('takes a view into a larger buffer', () => {
    const view = new Uint8Array([9, 9, 1, 2]).subarray(2);
    expect(decodeArray(encodeArray({ shape: [2], data: view })).data).toEqual(new Uint8Array([1, 2]));
  });

  it.each([
    ['float32', fc.float32Array()],
    ['int32', fc.int32Array()],
    ['uint8', fc.uint8Array()],
  ] as const)('is undone by decodeArray: %s', (dtype, arrays) => {
    fc.assert(
      fc.property(arrays as fc.Arbitrary<Float32Array | Int32Array | Uint8Array>, (data) => {
        const value = encodeArray({ shape: [1, data.length], data });
        expect(value.dtype).toBe(dtype);
        expect(decodeArray(JSON.parse(JSON.stringify(value)))).toEqual({ shape: [1, data.length], data });
      }),
    );
  });
});

describe('decodeArray', () => {
  it('refuses data that do not fill the shape', () => {
    expect(() => decodeArray({ shape: [2, 2], dtype: 'int32', data: 'AAAA' })).toThrow(
      'Cannot decode an array of shape [2,2]: expected 16 bytes of int32, got 3',
    );
  });
});
