import { expect, it } from 'vitest';
import { lime } from '../../src/attribution/lime.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf, weightsBySegment } from './fixtures.js';

// A second, slow implementation: it looks at the images that were fed, and checks the conditions that the published
// definition puts on the weights.
const map = gridMap(12, 8, 2, 3);
const image = inputOf(8, 12, 3, (row, column, channel) => 0.1 + ((3 * row + 5 * column + channel) % 13) / 15);
const scoreOf = (means: number[]) => 1 / (1 + Math.exp(2 - 5 * means[0] * means[1] - 2 * means[3] + means[5]));

interface Sample {
  readonly pixels: Float32Array;
  readonly shown: readonly number[];
  readonly score: number;
}

async function fed(preset: 'marcotcr' | 'captum' | 'xplique', alpha?: number) {
  const samples: Sample[] = [];
  const predict = (batch: NdArray) =>
    meansOf(batch, map).map((means, i) => {
      const pixels = batch.data.slice(i * image.data.length, (i + 1) * image.data.length);
      const shown = Array.from({ length: 6 }, (_, label) =>
        Number(pixels.every((value, at) => map.labels[Math.floor(at / 3)] !== label || value === image.data[at])),
      );
      const score = Math.fround(scoreOf(means));
      samples.push({ pixels, shown, score });
      return [score, 1 - score];
    });
  const document = await lime({ predict }, image, { preset, segmentation: map, target: 0, alpha });
  return { samples, document, weights: weightsBySegment(document) };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => sum(Array.from(a).map((value, i) => value * b[i]));

/** For each region the weighted sum of residual times 0/1, and the sum of weights. */
function balance(samples: Sample[], kernel: (sample: Sample) => number, intercept: number, weights: number[]) {
  const residuals = samples.map((sample) => kernel(sample) * (sample.score - intercept - dot(weights, sample.shown)));
  return {
    all: sum(residuals),
    each: weights.map((_, region) => sum(residuals.map((residual, i) => residual * samples[i].shown[region]))),
    total: sum(samples.map(kernel)),
  };
}

it('marcotcr: 1000 samples with the image, cosine of 0/1, ridge 1', async () => {
  const { samples, document, weights } = await fed('marcotcr');
  expect(samples).toHaveLength(1000);
  expect(samples[0].shown).toEqual([1, 1, 1, 1, 1, 1]);
  const kernel = ({ shown }: Sample) => {
    const distance = sum([...shown]) === 0 ? 1 : 1 - sum([...shown]) / Math.sqrt(6 * sum([...shown]));
    return Math.sqrt(Math.exp(-(distance ** 2) / 0.25 ** 2));
  };
  const { all, each } = balance(samples, kernel, document.result.intercept, weights);
  expect(all).toBeCloseTo(0, 8);
  for (const [region, weight] of weights.entries()) expect(each[region]).toBeCloseTo(weight, 8);
});

it('captum: 25 samples without the image, cosine of pixels, lasso 0.01, black', async () => {
  const { samples, document, weights } = await fed('captum', 0.01);
  const [whole, ...drawn] = samples;
  expect(drawn).toHaveLength(25);
  const kernel = ({ pixels }: Sample) => {
    const norms = Math.sqrt(dot(pixels, pixels) * dot(whole.pixels, whole.pixels));
    const distance = norms === 0 ? 1 : 1 - dot(pixels, whole.pixels) / norms;
    return Math.exp(-(distance ** 2) / 2);
  };
  const { all, each, total } = balance(drawn, kernel, document.result.intercept, weights);
  expect(all).toBeCloseTo(0, 5);
  expect(weights.some((weight) => weight !== 0)).toBe(true);
  for (const [region, weight] of weights.entries()) {
    if (weight === 0) expect(Math.abs(each[region])).toBeLessThan(0.01 * total + 1e-5);
    else expect(each[region]).toBeCloseTo(Math.sign(weight) * 0.01 * total, 5);
  }
  expect(
    drawn.every(({ pixels, shown }) =>
      pixels.every((value, at) => shown[map.labels[Math.floor(at / 3)]] || value === 0),
    ),
  ).toBe(true);
});

it('xplique: 150 samples without the image, Euclidean of pixels, ridge 2, grey', async () => {
  const { samples, document, weights } = await fed('xplique');
  const [whole, ...drawn] = samples;
  expect(drawn).toHaveLength(150);
  const kernel = ({ pixels }: Sample) =>
    Math.exp(-sum(Array.from(pixels, (value, i) => (value - whole.pixels[i]) ** 2)) / 45 ** 2);
  const { all, each } = balance(drawn, kernel, document.result.intercept, weights);
  expect(all).toBeCloseTo(0, 5);
  for (const [region, weight] of weights.entries()) expect(each[region]).toBeCloseTo(2 * weight, 5);
  expect(
    drawn.every(({ pixels, shown }) =>
      pixels.every((value, at) => shown[map.labels[Math.floor(at / 3)]] || value === 0.5),
    ),
  ).toBe(true);
});
