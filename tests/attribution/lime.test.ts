import { describe, expect, it } from 'vitest';
import { lime } from '../../src/attribution/lime.js';
import { decodeArray } from '../../src/document/encode.js';
import type { PredictOptions } from '../../src/network/predictor.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf, weightsBySegment } from './fixtures.js';

const map = gridMap(12, 12, 3, 3);
const effects = [0.3, -0.2, 0.1, 0, 0.05, -0.05, 0.15, 0, 0.02];
const white = inputOf(12, 12, 1, () => 1);

/** A classifier of two classes whose second score is a function of the nine squares' brightness. */
const classifierOf = (score: (means: readonly number[]) => number) => ({
  name: 'squares',
  classes: ['rest', 'seen'],
  predict: (batch: NdArray, _?: PredictOptions) =>
    meansOf(batch, map).map((means) => {
      const seen = score(means);
      return [1 - seen, seen];
    }),
});
const linear = classifierOf((means) => 0.4 + means.reduce((sum, mean, i) => sum + effects[i] * mean, 0));
const base = { segmentation: map, hide: 0, target: 'seen' } as const;

describe('a linear classifier of the squares', () => {
  it('is recovered without a penalty', async () => {
    const document = await lime(linear, white, { ...base, alpha: 0, samples: 200 });
    const weights = weightsBySegment(document);
    for (const [i, effect] of effects.entries()) expect(weights[i]).toBeCloseTo(effect, 5);
    expect(document.result.intercept).toBeCloseTo(0.4, 5);
    expect(document.result.r2).toBeCloseTo(1, 8);
    expect(document.result.localPrediction).toBeCloseTo(document.result.prediction, 5);
    expect(document.quality.trustworthy).toBe(true);
    expect(document.result.samples).toBe(200);
    expect([...decodeArray(document.result.segments).data]).toEqual([...map.labels]);
  });

  it('is shrunk a little by the default penalty, in the same order', async () => {
    const document = await lime(linear, white, base);
    expect(document.result.weights.slice(0, 3).map(({ segment }) => segment)).toEqual([0, 1, 6]);
    for (const { segment, weight } of document.result.weights.slice(0, 6)) {
      expect(weight / effects[segment]).toBeGreaterThan(0.95);
      expect(weight / effects[segment]).toBeLessThan(1.05);
    }
  });

  it('has opposite weights for the other class, twice them for one against the other', async () => {
    const [seen, rest] = await lime(linear, white, { ...base, target: ['seen', 'rest'], samples: 100 });
    const difference = await lime(linear, white, { ...base, against: 'rest', samples: 100 });
    const [one, other, both] = [seen, rest, difference].map(weightsBySegment);
    for (let i = 0; i < 9; i++) {
      expect(other[i]).toBeCloseTo(-one[i], 5);
      expect(both[i]).toBeCloseTo(2 * one[i], 5);
    }
    expect(difference.result.prediction).toBeCloseTo(seen.result.prediction - rest.result.prediction, 6);
  });

  it('needs few samples until its ranking is stable', async () => {
    const document = await lime(linear, white, { ...base, samples: 'auto' });
    expect(document.result.samples).toBeLessThan(200);
    expect(document.quality).toMatchObject({ trustworthy: true, sampling: { settled: true } });
    expect(document.provenance.forwardPasses).toBe(document.result.samples);
    const fixed = await lime(linear, white, { ...base, samples: document.result.samples });
    expect(fixed.result).toEqual(document.result);
  });

  it('settles later where there is more to miss, and says when it never did', async () => {
    const tangled = classifierOf(
      (m) => 0.5 + 0.2 * m[0] * m[1] - 0.3 * m[1] * m[2] * m[3] + 0.25 * m[4] * m[8] + 0.02 * m[5],
    );
    const document = await lime(tangled, white, { ...base, samples: 'auto' });
    expect(document.result.samples).toBeGreaterThan(200);
    const never = await lime(tangled, white, { ...base, samples: 'auto', maxSamples: 120 });
    expect(never.quality.trustworthy).toBe(false);
    expect(never.quality.sentences).toContain('The order of the 5 largest weights had not settled after 120 samples.');
  });

  it('keeps only the strongest where fewer are asked for', async () => {
    for (const featureSelection of ['highest-weights', 'forward-selection', 'lasso-path', 'auto'] as const) {
      const document = await lime(linear, white, { ...base, features: 3, featureSelection });
      expect(document.result.weights.map(({ segment }) => segment)).toEqual([0, 1, 6]);
    }
  });
});

it('gives equal weights to what matters equally', async () => {
  const symmetric = classifierOf((means) => 0.2 + 0.6 * means[2] * means[6]);
  const { result } = await lime(symmetric, white, { ...base, samples: 4000 });
  const [first, second, third] = result.weights;
  expect([first.segment, second.segment].sort()).toEqual([2, 6]);
  expect(Math.abs(first.weight - second.weight)).toBeLessThan(2 * (first.standardError! + second.standardError!));
  expect(Math.abs(third.weight)).toBeLessThan(0.1 * first.weight);
});

it('tells the spread of its weights over seeds', async () => {
  const bent = classifierOf((means) => 0.1 + 0.5 * means[0] * means[1] + 0.3 * means[4]);
  const runs = await Promise.all(
    Array.from({ length: 60 }, (_, seed) => lime(bent, white, { ...base, samples: 150, seed })),
  );
  for (const segment of [0, 1]) {
    const entries = runs.map(({ result }) => result.weights.find((entry) => entry.segment === segment)!);
    const mean = entries.reduce((sum, { weight }) => sum + weight, 0) / entries.length;
    const spread = Math.sqrt(entries.reduce((sum, { weight }) => sum + (weight - mean) ** 2, 0) / (entries.length - 1));
    const told = entries.reduce((sum, { standardError }) => sum + standardError!, 0) / entries.length;
    expect(told / spread).toBeGreaterThan(0.7);
    expect(told / spread).toBeLessThan(1.5);
  }
});

describe('never returns zeros in silence', () => {
  it('when nothing that is hidden matters', async () => {
    const { quality, result } = await lime(
      classifierOf(() => 0.7),
      white,
      { ...base, samples: 50 },
    );
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences).toEqual([
      'Hiding regions never changed the score of "seen" in 50 samples: the weights are 0 and mean nothing.',
    ]);
    expect(result.r2).toBeNull();
  });

  it('when the kernel leaves one sample, as with Euclidean distance and lime’s width', async () => {
    const { quality, result } = await lime(linear, white, { ...base, distance: 'euclidean' });
    expect(result.effectiveSamples).toBeLessThan(10);
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences[0]).toMatch(/^The kernel gives nearly all samples no weight: 1,000 are worth \d/);
  });

  it('when a lasso kills every weight', async () => {
    const { quality, result } = await lime(linear, white, { ...base, regression: 'lasso', alpha: 10 });
    expect(result.weights.every(({ weight, standardError }) => weight === 0 && standardError === null)).toBe(true);
    expect(quality.sentences[0]).toMatch(/^Every weight is 0 although the score varies/);
  });

  it('when there is one region', async () => {
    const { quality } = await lime(linear, white, { ...base, segmentation: gridMap(12, 12, 1, 1) });
    expect(quality.sentences[0]).toBe(
      'The image is one single region: there is nothing to compare. Use a finer segmentation.',
    );
  });
});

it('asks the classifier for the image itself first, then for no more than the samples', async () => {
  const shapes: number[][] = [];
  let first: NdArray | undefined;
  const predict = (batch: NdArray) => {
    first ??= { shape: batch.shape, data: batch.data.slice() };
    shapes.push([...batch.shape]);
    return linear.predict(batch);
  };
  await lime({ predict }, white, { segmentation: map, samples: 100, batch: 40 });
  expect(shapes).toEqual([
    [1, 12, 12, 1],
    [40, 12, 12, 1],
    [40, 12, 12, 1],
    [19, 12, 12, 1],
  ]);
  expect(first!.data).toEqual(white.data);
});

it('composes the next batch while the classifier works', async () => {
  const order: string[] = [];
  const predict = async (batch: NdArray) => {
    order.push('predict');
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push('answer');
    return linear.predict(batch);
  };
  const distance = () => {
    if (order.at(-1) !== 'compose') order.push('compose');
    return 0;
  };
  await lime({ predict }, white, { segmentation: map, samples: 61, batch: 20, distance });
  expect(order).toEqual([
    ...['predict', 'answer', 'compose'],
    ...['predict', 'compose', 'answer', 'predict', 'compose', 'answer', 'predict', 'answer'],
  ]);
});
