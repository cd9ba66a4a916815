import { expect, it } from 'vitest';
import { encodeArray } from '../../src/document/index.js';
import { documentDifferences } from './compare-documents.js';

const document = (weight: number, pixel: number, name = 'a') => ({
  result: { weights: [{ weight }], values: encodeArray({ shape: [2], data: Float32Array.of(1, pixel) }) },
  image: { name },
  provenance: { duration: pixel },
});

it.each([
  { name: 'nothing', other: document(1, 0.5), expected: [] },
  { name: 'a rounding', other: document(1.000001, 0.500001), expected: [] },
  { name: 'a number', other: document(1.1, 0.5), expected: ['.result.weights.0.weight: 1.1 for 1'] },
  { name: 'a value of an array', other: document(1, 0.75), expected: ['.result.values.data.1: 0.75 for 0.5'] },
  { name: 'a text', other: document(1, 0.5, 'b'), expected: ['.image.name: "b" for "a"'] },
])('tells where documents differ: $name', ({ other, expected }) => {
  expect(documentDifferences(other, document(1, 0.5), 1e-5)).toEqual(expected);
});
