import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedMagnitudes } from '../../src/numeric/sorted-magnitudes.js';

it.each([3, 511, 512, 5000])('sorts %i magnitudes as the engine does', (length) => {
  const value = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: length, maxLength: length }), (values) => {
      expect(sortedMagnitudes(values)).toEqual(Float32Array.from(values, Math.abs).sort());
    }),
    { numRuns: 20, seed: 3 },
  );
});

it('leaves the values alone', () => {
  const values = Float32Array.from({ length: 600 }, (_, i) => (i % 2 ? -i : i));
  const before = values.slice();
  sortedMagnitudes(values);
  expect(values).toEqual(before);
});
