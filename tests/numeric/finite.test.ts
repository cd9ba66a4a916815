import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstNotFinite } from '../../src/numeric/finite.js';

describe('firstNotFinite', () => {
  const { NaN: nan, POSITIVE_INFINITY: above, NEGATIVE_INFINITY: below } = Number;
  const largest = 3.4028234663852886e38;

  it.each<[string, number[], number]>([
    ['nothing', [], -1],
    ['finite numbers', [1, -2, 0, 3, 5], -1],
    ['NaN', [1, 2, nan], 2],
    ['infinities that cancel', [0, above, 1, 2, 3, below], 1],
    ['infinities that cancel in the same sum', [0, 0, below, 1, 2, 3, above], 2],
    ['the first of two', [0, 0, 0, 0, below, nan], 4],
    ['the largest numbers, whose sum a single cannot hold', Array<number>(9).fill(largest), -1],
    ['what is too large for a single', [0, 1e39], 1],
  ])('%s', (_, values, place) => {
    expect(firstNotFinite(new Float32Array(values))).toBe(place);
  });

  it('agrees with a look at each number, wherever it is', () => {
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
      { weight: 1, arbitrary: fc.constantFrom(nan, above, below) },
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (values) => {
        expect(firstNotFinite(new Float32Array(values))).toBe(values.findIndex((each) => !Number.isFinite(each)));
      }),
    );
  });
});
