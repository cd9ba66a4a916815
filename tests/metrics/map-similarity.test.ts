import { expect, it } from 'vitest';
import { mapSimilarity } from '../../src/metrics/index.js';
import { random } from '../../src/numeric/random.js';
import { mapDocument, regionsDocument } from './documents.js';

const SIDE = 24;
const { uniform } = random(5);
const noise = Array.from({ length: SIDE * SIDE }, () => uniform() - 0.5);
const mapOf = (values: readonly number[], side = SIDE) => mapDocument([side, side, 1], values);
const scaled = (by: number) => mapOf(noise.map((value) => by * value));

it('a map is like itself at any scale', () => {
  const { spearman, absolute, ssim, hog, jaccard, signFlips } = mapSimilarity(scaled(1), scaled(0.001));
  for (const figure of [spearman, absolute, ssim, hog, jaccard]) expect(figure).toBeCloseTo(1, 3);
  expect(signFlips).toBe(0);
});

it('rank correlation and SSIM see that signs changed, histograms of gradients do not', () => {
  const { spearman, absolute, ssim, hog, signFlips } = mapSimilarity(scaled(1), scaled(-1));
  expect(spearman).toBeCloseTo(-1, 6);
  expect(absolute).toBeCloseTo(1, 6);
  expect(ssim).toBeLessThan(-0.9);
  expect(hog).toBeCloseTo(1, 6);
  expect(signFlips).toBe(1);
});

it('noise is not like other noise', () => {
  const { spearman, ssim, hog } = mapSimilarity(scaled(1), mapOf(Array.from(noise, () => uniform() - 0.5)));
  for (const figure of [spearman, ssim]) expect(Math.abs(figure ?? 1)).toBeLessThan(0.2);
  // Every cell of noise has all directions: 81 features say little of which.
  expect(Math.abs(hog ?? 1)).toBeLessThan(0.5);
});

it('a map without differences, or without room, has no structure to compare', () => {
  const flat = mapOf(noise.map(() => 0.25));
  expect(mapSimilarity(scaled(1), flat)).toMatchObject({ spearman: null, ssim: null, hog: null });
  const [small, smaller] = [23, 10].map((side) => mapOf(noise.slice(0, side * side), side));
  expect(mapSimilarity(small, small)).toMatchObject({ ssim: expect.closeTo(1, 6), hog: null });
  expect(mapSimilarity(smaller, smaller)).toMatchObject({ ssim: null, hog: null });
});

it('regions and cells are compared over the picture', () => {
  const labels = noise.map((_, i) => Math.floor(i / SIDE / 6));
  const [one, other] = [
    { 0: 2, 1: -1, 2: 0.5 },
    { 0: -1, 1: 2, 2: 0.5 },
  ].map((weights) => regionsDocument([SIDE, SIDE], labels, weights));
  expect(mapSimilarity(one, one)).toMatchObject({ ssim: expect.closeTo(1, 6), hog: expect.closeTo(1, 6) });
  expect(mapSimilarity(one, other).ssim).toBeLessThan(0.6);
  const cells = mapDocument([2, 2], [1, -1, 0, 2], { width: SIDE, height: SIDE, layer: 'conv' });
  expect(mapSimilarity(cells, cells)).toMatchObject({ ssim: expect.closeTo(1, 6), hog: expect.closeTo(1, 6) });
});

it('refuses maps of other places', () => {
  expect(() => mapSimilarity(scaled(1), mapOf([1, 2, 3, 4], 2))).toThrow('Cannot compare maps of 576 and 4 places');
});
