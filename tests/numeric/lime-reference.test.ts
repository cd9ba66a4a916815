import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { momentsOf, responseMoments } from '../../src/numeric/least-squares.js';
import { predictLinear } from '../../src/numeric/linear-fit.js';
import { ridge } from '../../src/numeric/ridge.js';

const reference = JSON.parse(readFileSync(new URL('../fixtures/surrogate/lime.json', import.meta.url), 'utf8'));
const [rows, columns] = reference.samples.shape;
const design = { rows, columns, data: reference.samples.data };
const weights = reference.distances.data.map((d: number) => Math.sqrt(Math.exp(-(d ** 2) / 0.25 ** 2)));
const response = Array.from({ length: rows }, (_, i) => reference.predictions.data[i * 2]);

it('fits the ridge regression that scikit-learn fits', () => {
  const moments = momentsOf(design, weights);
  const fit = ridge(moments, responseMoments(design, weights, response, moments), 1);
  const expected = reference.cases['none:24'];
  expect(fit.intercept).toBeCloseTo(expected.intercept, 9);
  expect(fit.r2).toBeCloseTo(expected.r2, 9);
  expect(predictLinear(fit, design.data)).toBeCloseTo(expected.local_prediction, 9);
  for (const [column, weight] of expected.weights) expect(fit.coefficients[column]).toBeCloseTo(weight, 9);
});
