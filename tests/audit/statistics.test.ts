import { expect, it } from 'vitest';
import { fisherTest, holm, leastP, meanWithInterval, signFlipTest } from '../../src/audit/statistics.js';
import { random } from '../../src/numeric/random.js';

it.each([
  ['three that agree', [1, 2, 3], 1 / 8],
  ['one against', [3, -1, 2], 2 / 8],
  ['nothing', [0, 0, 0], 1],
  ['none', [], 1],
])('tests signs of %s exactly', (_, differences, p) => {
  expect(signFlipTest(differences, 1)).toBeCloseTo(p, 12);
});

it('draws signs of many differences', () => {
  const { normal } = random(3);
  const noise = Array.from({ length: 30 }, () => normal());
  expect(
    signFlipTest(
      noise.map((value) => value + 2),
      1,
    ),
  ).toBeLessThan(0.001);
  expect(
    signFlipTest(
      noise.map((value) => value - noise.reduce((a, b) => a + b, 0) / 30),
      1,
    ),
  ).toBeGreaterThan(0.3);
});

it('agrees with going through all signs where it draws', () => {
  const { normal } = random(8);
  for (const shift of [0, 0.3, 0.6]) {
    const differences = Array.from({ length: 16 }, () => normal() + shift);
    const sum = differences.reduce((total, each) => total + each, 0);
    let atLeast = 0;
    for (let signs = 0; signs < 2 ** 16; signs++) {
      if (differences.reduce((total, each, i) => total + ((signs >> i) & 1 ? each : -each), 0) >= sum) atLeast++;
    }
    const p = atLeast / 2 ** 16;
    // Four standard errors of 50 hits, or of as many as 200,000 draws give.
    expect(Math.abs(signFlipTest(differences, 1) - p)).toBeLessThan(4 * Math.max(p / 7, Math.sqrt(p / 200_000)));
  }
});

it('draws the signs of more than 30 differences one by one', () => {
  // Only the last four count, which agree: 1 in 16.
  const differences = [...Array<number>(40).fill(0), 1, 1, 1, 1];
  expect(Math.abs(signFlipTest(differences, 1) - 1 / 16)).toBeLessThan(4 / 16 / 7);
});

it('still tells an effect that all images of 24 show after 700 tests', () => {
  const p = signFlipTest(Array<number>(24).fill(0.4), 1);
  expect(holm([p, ...Array<number>(700).fill(1)])[0]).toBeLessThan(0.01);
  expect(p).toBeGreaterThanOrEqual(leastP(24));
  expect(signFlipTest([1, 1, 1], 1)).toBe(leastP(3));
});

it('keeps its error rate: of tests on noise about 5 % are below 0.05', () => {
  const { normal } = random(5);
  const p = Array.from({ length: 400 }, () =>
    signFlipTest(
      Array.from({ length: 10 }, () => normal()),
      1,
    ),
  );
  const share = p.filter((value) => value <= 0.05).length / p.length;
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.09);
});

it('corrects p-values as Holm does', () => {
  expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

it.each([
  // The lady tasting tea: 3 of 4 right is 17/70, all 4 is 1/70.
  [4, 4, 0, 4, 1 / 70],
  [3, 4, 1, 4, 17 / 70],
  [0, 4, 4, 4, 1],
  [0, 0, 3, 5, 1],
])('gives Fisher’s exact p of %i of %i against %i of %i', (hits, of, otherHits, otherOf, p) => {
  expect(fisherTest(hits, of, otherHits, otherOf)).toBeCloseTo(p, 12);
});

it('gives a mean its interval', () => {
  expect(meanWithInterval([2, 2, 2], 1)).toEqual({ mean: 2, interval: [2, 2] });
  const found = meanWithInterval([0, 1, 0, 1, 0, 1, 0, 1], 1);
  expect(found?.mean).toBe(0.5);
  expect(found?.interval[0]).toBeLessThan(0.26);
  expect(found?.interval[1]).toBeGreaterThan(0.74);
  expect(meanWithInterval([], 1)).toBeNull();
});
