import { expect, it } from 'vitest';
import { averageConfidenceChange, confidenceChange, road } from '../../src/metrics/index.js';
import { imputeLinearly } from '../../src/metrics/perturbation/impute.js';
import { conjugateGradient } from '../../src/numeric/conjugate-gradient.js';
import { mapDocument } from './documents.js';
import { inputValues, linearModel } from './models.js';

it('conjugate gradients solve a symmetric system', () => {
  const matrix = [
    [4, 1, 0],
    [1, 3, -1],
    [0, -1, 2],
  ];
  const multiply = (x: Float64Array, into: Float64Array) =>
    into.set(matrix.map((row) => row.reduce((sum, a, i) => sum + a * x[i], 0)));
  const solved = conjugateGradient(multiply, Float64Array.of(6, 4, 4), new Float64Array(3));
  // 4 + 2 = 6, 1 + 6 - 3 = 4, -2 + 6 = 4.
  expect([...solved].map((value) => Number(value.toFixed(6)))).toEqual([1, 2, 3]);
});

it('imputation puts the weighted mean of its neighbours in a hidden pixel', () => {
  const values = Float32Array.of(1, 2, 3, 4, 99, 6, 7, 8, 10);
  const hidden = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0);
  const expected = (1 + 3 + 7 + 10) / 12 + (2 + 4 + 6 + 8) / 6;
  expect(imputeLinearly(values, [3, 3, 1], hidden)[4]).toBeCloseTo(expected, 5);
});

it('imputation continues what is constant, each channel for itself, and leaves the rest alone', () => {
  const values = Float32Array.from({ length: 5 * 6 * 2 }, (_, i) => (i % 2 === 0 ? 0.3 : 0.7));
  const hidden = Uint8Array.from({ length: 30 }, (_, i) => (i % 7 === 0 ? 0 : 1));
  const spoiled = values.map((value, i) => (hidden[Math.floor(i / 2)] ? 5 : value));
  const filled = imputeLinearly(spoiled, [5, 6, 2], hidden);
  expect([...filled]).toEqual(Array.from(values, (value) => expect.closeTo(value, 5)));
  expect(imputeLinearly(spoiled, [5, 6, 2], new Uint8Array(30))).toEqual(spoiled);
});

const weights = [4, 1, 3, 2, 0, 0, 0, 0];
const image = inputValues(2, 4, 1, [1, 1, 1, 1, 0, 0, 0, 0]);

it('ROAD is half of least minus most, over the shares', async () => {
  const model = linearModel(weights, { outputs: ['logit'] });
  const truth = mapDocument([2, 4, 1], weights);
  const own = await road(model, image, truth, { noise: 0, shares: [0.25, 0.5] });
  const halves = own.leastRelevantFirst.map((score, i) => (score - own.mostRelevantFirst[i]) / 2);
  expect(own.combined).toBeCloseTo((halves[0] + halves[1]) / 2, 6);
  expect(own.combined).toBeGreaterThan(0);
  // The four least relevant pixels are those below, which do not count.
  expect(own.leastRelevantFirst).toEqual([10, 10]);
  const opposite = mapDocument(
    [2, 4, 1],
    weights.map((weight) => -weight),
  );
  expect((await road(model, image, opposite, { noise: 0, shares: [0.25, 0.5] })).combined).toBeLessThan(0);
  expect((await road(model, image, truth, { shares: [0.25, 0.5] })).combined).not.toBe(own.combined);
  expect((await road(model, image, truth)).shares).toHaveLength(9);
  await expect(road(model, image, truth, { shares: [1] })).rejects.toThrow('Cannot use shares 1');
});

it('confidence is that of what the map keeps', async () => {
  const logit = (share: number) => Math.log(share / (1 - share));
  const model = linearModel([4, 1, 3, 2, 0, 0, 0, 0], { bias: -9 });
  const first = mapDocument([2, 4, 1], [2, 1, -5, 0, 0, 0, 0, 0]);
  const found = await confidenceChange(model, image, first);
  expect(logit(found.whole)).toBeCloseTo(1, 4);
  // 4 whole, 1 by half, nothing of the rest.
  expect(logit(found.kept)).toBeCloseTo(4.5 - 9, 4);
  expect(found.drop).toBeCloseTo(1 - found.kept / found.whole, 6);
  expect(found.increase).toBe(false);
  const filled = await confidenceChange(model, image, first, { fill: 2 });
  expect(filled.increase).toBe(true);
  expect(filled.drop).toBe(0);
  expect(averageConfidenceChange([found, filled])).toEqual({ drop: (found.drop ?? 0) / 2, increase: 0.5 });
  expect(() => averageConfidenceChange([])).toThrow('Cannot average the confidence of no images');
});
