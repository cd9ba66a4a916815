import { expect, test } from 'vitest';
import { decodeWeights, type WeightSpec } from '../../../src/network/formats/weights.js';

const decode = (specs: WeightSpec[], bytes: Uint8Array, files = 'weights.bin') =>
  decodeWeights([{ files, specs, bytes }]);
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const spec = (name: string, shape: number[], more: Partial<WeightSpec> = {}): WeightSpec => ({
  name,
  shape,
  dtype: 'float32',
  ...more,
});

test.each<[string, WeightSpec, Uint8Array, number[]]>([
  ['float32', spec('a', [2]), floats(1.5, -2), [1.5, -2]],
  ['int32', spec('a', [2], { dtype: 'int32' }), new Uint8Array(Int32Array.from([7, -9]).buffer), [7, -9]],
  [
    'uint8',
    spec('a', [3], { quantization: { dtype: 'uint8', scale: 0.5, min: -1 } }),
    new Uint8Array([0, 2, 255]),
    [-1, 0, 126.5],
  ],
  [
    'uint16',
    spec('a', [2], { quantization: { dtype: 'uint16', scale: 0.25, min: 1 } }),
    new Uint8Array(Uint16Array.from([4, 65535]).buffer),
    [2, 16384.75],
  ],
  [
    'uint8 of int32 is rounded',
    spec('a', [2], { dtype: 'int32', quantization: { dtype: 'uint8', scale: 0.4, min: 0 } }),
    new Uint8Array([1, 2]),
    [0, 1],
  ],
  [
    'float16',
    spec('a', [6], { quantization: { dtype: 'float16' } }),
    new Uint8Array(Uint16Array.from([0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000]).buffer),
    [1, -2, 0.333251953125, 2 ** -24, 65504, -0],
  ],
])('reads %s', (_, weight, bytes, expected) => {
  const { data, shape } = decode([weight], bytes).get('a')!;
  expect([...data]).toEqual(expected);
  expect(shape).toEqual(weight.shape);
});

test('reads weights of different sizes one after the other', () => {
  const small = spec('small', [3], { quantization: { dtype: 'uint8', scale: 1, min: 0 } });
  const weights = decode([small, spec('big', [1])], new Uint8Array([1, 2, 3, ...floats(0.5)]));
  expect([...weights.get('big')!.data]).toEqual([0.5]);
});

test.each<[string, WeightSpec[], Uint8Array, string]>([
  [
    'short',
    [spec('a', [1]), spec('b', [2])],
    floats(1, 2),
    'weights.bin is too short: it ends after 8 bytes, within weight "b", expected 12 bytes',
  ],
  ['long', [spec('a', [1])], floats(1, 2), 'weights.bin is too long: it has 8 bytes, expected 4 bytes'],
  ['twice', [spec('a', [1]), spec('a', [1])], floats(1, 2), 'weight "a" is listed twice'],
  [
    'type',
    [spec('a', [1], { dtype: 'string' })],
    floats(1),
    'weight "a" has type "string", expected one of float32, int32, float16, uint16, uint8, bool',
  ],
  ['NaN', [spec('a', [2])], floats(1, Number.NaN), 'weight "a" holds NaN at position 1, expected finite numbers'],
  [
    'scale',
    [spec('a', [1], { quantization: { dtype: 'uint8' } })],
    new Uint8Array(1),
    'weight "a" is quantised to uint8 without its scale and min',
  ],
])('refuses weights: %s', (_, specs, bytes, message) => {
  expect(() => decode(specs, bytes)).toThrow(message);
});
