import fc from 'fast-check';
import { expect, it } from 'vitest';
import { random } from '../../src/numeric/random.js';
import { rankedSums } from '../../src/numeric/ranked-sums.js';

it.each([0, 3, 511, 512, 5000, 20000])('adds up %i magnitudes as sorting them does', (length) => {
  const value = fc.oneof(fc.float({ noNaN: true, min: -1000, max: 1000 }), fc.constantFrom(0, -0, 1, -1));
  fc.assert(
    fc.property(fc.array(value, { minLength: length, maxLength: length }), (values) => {
      const sorted = Float32Array.from(values, Math.abs).sort();
      const sum = sorted.reduce((total, each) => total + each, 0);
      const ranked = sorted.reduce((total, each, rank) => total + each * rank, 0);
      const found = rankedSums(values);
      expect(Math.abs(found.sum - sum)).toBeLessThanOrEqual(1e-12 * sum);
      expect(Math.abs(found.ranked - ranked)).toBeLessThanOrEqual(1e-7 * ranked);
    }),
    { numRuns: 10, seed: 3 },
  );
});

it('is off by less than one part in 8,192 where all magnitudes lie closer than that', () => {
  const { uniform } = random(5);
  const values = Float32Array.from({ length: 5000 }, () => 1 + uniform() / 8192);
  const ranked = values
    .slice()
    .sort()
    .reduce((total, each, rank) => total + each * rank, 0);
  expect(Math.abs(rankedSums(values).ranked / ranked - 1)).toBeLessThan(1 / 8192);
});

it('leaves the values alone', () => {
  const values = Float32Array.from({ length: 600 }, (_, i) => (i % 2 ? -i : i));
  const before = values.slice();
  rankedSums(values);
  expect(values).toEqual(before);
});
