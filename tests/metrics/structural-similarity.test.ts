import { describe, expect, it } from 'vitest';
import { structuralSimilarity } from '../../src/metrics/structural-similarity.js';
import { random } from '../../src/numeric/random.js';

const noise = (length: number, seed: number) => {
  const { uniform } = random(seed);
  return Float64Array.from({ length }, () => 2 * uniform());
};

/** Window by window, as the paper writes it: deviations from the window's own means. */
function slowSimilarity(a: Float64Array, b: Float64Array, [height, width]: [number, number], range: number): number {
  const weights = Array.from({ length: 121 }, (_, i) => {
    const [y, x] = [Math.floor(i / 11) - 5, (i % 11) - 5];
    return Math.exp(-(y * y + x * x) / (2 * 1.5 ** 2));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found: number[] = [];
  for (let top = 0; top + 11 <= height; top++) {
    for (let left = 0; left + 11 <= width; left++) {
      const mean = (value: (place: number) => number) =>
        weights.reduce((sum, weight, i) => {
          const place = (top + Math.floor(i / 11)) * width + left + (i % 11);
          return sum + (weight / total) * value(place);
        }, 0);
      const [ma, mb] = [mean((p) => a[p]), mean((p) => b[p])];
      const va = mean((p) => (a[p] - ma) ** 2);
      const vb = mean((p) => (b[p] - mb) ** 2);
      const shared = mean((p) => (a[p] - ma) * (b[p] - mb));
      const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
      found.push(((2 * ma * mb + c1) * (2 * shared + c2)) / ((ma ** 2 + mb ** 2 + c1) * (va + vb + c2)));
    }
  }
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}

describe('structural similarity', () => {
  it.each([
    [11, 11],
    [14, 19],
  ])('is that of the formula, window by window: %i x %i', (height, width) => {
    const [a, other] = [1, 2].map((seed) => noise(height * width, seed));
    const near = a.map((value, i) => 0.8 * value + 0.2 * other[i]);
    for (const b of [other, near]) {
      expect(structuralSimilarity(a, b, [height, width], 2)).toBeCloseTo(slowSimilarity(a, b, [height, width], 2), 10);
    }
  });

  it('is 1 of a map with itself, below 0 with its negative, the same both ways', () => {
    const [a, b] = [3, 4].map((seed) => noise(400, seed));
    expect(structuralSimilarity(a, a, [20, 20], 2)).toBeCloseTo(1, 12);
    const negative = a.map((value) => 2 - value);
    expect(structuralSimilarity(a, negative, [20, 20], 2)).toBeLessThan(0);
    expect(structuralSimilarity(a, b, [20, 20], 2)).toBeCloseTo(structuralSimilarity(b, a, [20, 20], 2), 12);
  });

  it('of two flat maps compares their means alone', () => {
    const [a, b] = [0.5, 1.5].map((value) => new Float64Array(144).fill(value));
    const c1 = 0.02 ** 2;
    expect(structuralSimilarity(a, b, [12, 12], 2)).toBeCloseTo((2 * 0.5 * 1.5 + c1) / (0.25 + 2.25 + c1), 10);
    expect(structuralSimilarity(a, b, [12, 12], 20)).toBeGreaterThan(structuralSimilarity(a, b, [12, 12], 2));
  });

  it('needs room for a window', () => {
    expect(() => structuralSimilarity(noise(110, 1), noise(110, 2), [10, 11], 2)).toThrow(
      new RangeError('Cannot compare the structure of maps of 10 x 11: expected at least 11 x 11'),
    );
  });
});
