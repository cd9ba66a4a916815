import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  byFallingMagnitude,
  type FeatureSelectionName,
  featureSelectionBy,
} from '../../../src/attribution/surrogate/feature-selection.js';
import { kernelBy } from '../../../src/attribution/surrogate/kernel.js';
import { fitSurrogate } from '../../../src/attribution/surrogate/surrogate.js';
import { predictLinear } from '../../../src/numeric/linear-fit.js';

interface Case {
  readonly intercept: number;
  readonly weights: readonly [number, number][];
  readonly r2: number;
  readonly local_prediction: number;
}

// 300 samples of 24 regions and what lime 0.2 made of them.
const reference = JSON.parse(readFileSync(new URL('../../fixtures/surrogate/lime.json', import.meta.url), 'utf8'));
const [rows, columns] = reference.samples.shape;
const design = { rows, columns, data: Uint8Array.from(reference.samples.data) };
const kernel = kernelBy('exponential');
const weights = Float64Array.from(reference.distances.data, (d: number) => kernel(d, reference.kernel_width));
const scores = Float64Array.from({ length: rows }, (_, row) => reference.predictions.data[row * 2 + reference.label]);

describe('the local model is the one that lime fits', () => {
  it.each(Object.entries(reference.cases as Record<string, Case>))('%s', (name, expected) => {
    const [selection, features] = name.split(':');
    const select = featureSelectionBy(selection.replace('_', '-') as FeatureSelectionName);
    const regression = {
      regression: 'ridge',
      alpha: reference.ridge_alpha,
      select,
      features: Number(features),
    } as const;
    const { fit } = fitSurrogate({ design, weights }, scores, regression);
    const order = byFallingMagnitude(fit.coefficients);
    expect(order.map((i) => fit.columns[i])).toEqual(expected.weights.map(([region]) => region));
    order.forEach((i, place) => {
      expect(Math.abs(fit.coefficients[i] - expected.weights[place][1])).toBeLessThan(1e-9);
    });
    expect(Math.abs(fit.intercept - expected.intercept)).toBeLessThan(1e-9);
    expect(Math.abs(fit.r2! - expected.r2)).toBeLessThan(1e-9);
    expect(Math.abs(predictLinear(fit, design.data) - expected.local_prediction)).toBeLessThan(1e-9);
  });
});
