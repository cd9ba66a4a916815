import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/numeric/normal-quantile.js';
import { quantile } from '../../src/numeric/quantile.js';
import { jaccard, kendall, ranks, spearman } from '../../src/numeric/rank-correlation.js';

it('ranks share ties', () => {
  expect([...ranks([10, 30, 20, 20])]).toEqual([1, 4, 2.5, 2.5]);
});

// Tau-b of the third as in SciPy's documentation of kendalltau; the rest by hand.
it.each([
  [[1, 2, 3, 4], [1, 4, 9, 16], 1, 1],
  [[1, 2, 3, 4], [4, 3, 2, 1], -1, -1],
  [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -5 / Math.sqrt(85.5), -0.47140452079103173],
  [[1, 1, 1], [1, 2, 3], null, null],
])('Spearman and Kendall of %j and %j', (a, b, rho, tau) => {
  const close = (value: number | null, expected: number | null) =>
    expected === null ? expect(value).toBeNull() : expect(value).toBeCloseTo(expected, 10);
  close(spearman(a, b), rho);
  close(kendall(a, b), tau);
});

it('Jaccard', () => {
  expect(jaccard([1, 2, 3, 4, 5], [3, 4, 5, 6, 7])).toBeCloseTo(3 / 7, 12);
  expect(jaccard([], [])).toBe(1);
});

describe('quantiles', () => {
  it.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [1, 4],
  ])('%d of 4, 1, 3, 2 is %d', (q, expected) => expect(quantile([4, 1, 3, 2], q)).toBe(expected));

  it('of nothing, or beyond 0 to 1, are refused', () => {
    expect(() => quantile([], 0.5)).toThrow('Cannot take a quantile of no values');
    expect(() => quantile([1], 1.5)).toThrow('Cannot take the quantile 1.5: expected 0 to 1');
  });

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.0001, -3.719016485455709],
  ])('normal: %d is %d', (p, expected) => expect(normalQuantile(p)).toBeCloseTo(expected, 9));
});
