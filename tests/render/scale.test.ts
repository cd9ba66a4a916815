import { describe, expect, it } from 'vitest';
import { positionOn, sequentialScale, symmetricScale } from '../../src/render/scale.js';

const thousands = Array.from({ length: 2000 }, (_, i) => i + 1);

describe('symmetricScale', () => {
  it.each([
    [[], undefined, { limit: 0, clippedShare: 0 }],
    [[0, 0], undefined, { limit: 0, clippedShare: 0 }],
    [[-3, 1, 2], undefined, { limit: 3, clippedShare: 0 }],
    [[-4, 1, 2, 3], 0.5, { limit: 2, clippedShare: 0.5 }],
    [[1, 2, 3, 4], 1, { limit: 4, clippedShare: 0 }],
    [thousands, undefined, { limit: 1998, clippedShare: 0.001 }],
  ])('%j at %s', (values, quantile, scale) => expect(symmetricScale(values, quantile)).toEqual(scale));

  it('does not change what it is given', () => {
    const values = new Float32Array([3, -1, 2]);
    symmetricScale(values);
    expect([...values]).toEqual([3, -1, 2]);
  });
});

describe('sequentialScale', () => {
  it.each([
    [[], undefined, { low: 0, high: 0, clippedShare: 0 }],
    [[1, 5, 2], undefined, { low: 0, high: 5, clippedShare: 0 }],
    [[-2, 3], undefined, { low: -2, high: 3, clippedShare: 0 }],
    [[-2, -1], undefined, { low: -2, high: 0, clippedShare: 0 }],
    [[1, 2, 3, 4], 0.75, { low: 0, high: 3, clippedShare: 0.25 }],
  ])('%j at %s', (values, quantile, scale) => expect(sequentialScale(values, quantile)).toEqual(scale));

  it('places values between its ends', () => {
    expect(positionOn({ low: -2, high: 2, clippedShare: 0 }, 1)).toBe(0.75);
    expect(positionOn({ low: 0, high: 0, clippedShare: 0 }, 0)).toBe(0);
  });
});
