import { describe, expect, it } from 'vitest';
import { infidelity, muFidelity, sensitivityN } from '../../src/metrics/index.js';
import { mapDocument, regionsDocument } from './documents.js';
import { inputValues, linearModel } from './models.js';

const weights = [4, -1, 3, 2, 0.5, -2];
const values = [1, 2, 0.5, 1, 3, 1];
const contributions = weights.map((weight, i) => weight * values[i]);
const model = linearModel(weights);
const image = inputValues(2, 3, 1, values);
const truth = mapDocument([2, 3, 1], contributions);
const slopes = mapDocument([2, 3, 1], weights, { method: 'gradient' });
const wrong = mapDocument(
  [2, 3, 1],
  contributions.map((value) => -value),
);
const options = { samples: 40 };

describe('of a linear model', () => {
  it.each([
    ['contributions', truth],
    ['slopes', slopes],
    ['regions', regionsDocument([2, 3], [0, 1, 2, 3, 4, 5], { ...contributions })],
  ])('%s have infidelity 0 and correlation 1', async (_, document) => {
    const found = await infidelity(model, image, document, options);
    expect(found.infidelity).toBeCloseTo(0, 8);
    expect(found.share).toBeCloseTo(0, 8);
    expect(found.scaledShare).toBeCloseTo(0, 6);
    const mu = await muFidelity(model, image, document, { ...options, subset: 0.5 });
    expect(mu.correlation).toBeCloseTo(1, 6);
    expect(mu.passes).toBe(true);
    for (const { n, correlation } of await sensitivityN(model, image, document, {
      ...options,
      sizes: [1, 2, 3, 4, 5],
    })) {
      expect(correlation, `n = ${n}`).toBeCloseTo(1, 6);
    }
  });

  it.each([
    [
      'a map',
      mapDocument(
        [2, 3, 1],
        weights.map((weight, i) => weight * (values[i] - 2)),
      ),
      { baseline: 2 },
      {},
    ],
    [
      'regions',
      regionsDocument([2, 3], [0, 1, 2, 3, 4, 5], { ...weights.map((weight, i) => weight * (values[i] - 2)) }),
      { hide: 2 },
      {},
    ],
    ['a map whose baseline is overruled', truth, { baseline: 2 }, { fill: 0 }],
  ])('%s is judged by what its method took for nothing', async (_, document, taken, more) => {
    const { method } = document;
    const own = { ...document, method: { ...method, options: { ...method.options, ...taken } } };
    expect((await infidelity(model, image, own, { ...options, ...more })).share).toBeCloseTo(0, 8);
    const mu = await muFidelity(model, image, own, { ...options, ...more, subset: 0.5 });
    expect(mu.correlation).toBeCloseTo(1, 6);
  });

  it('regions hidden by their own mean colour are judged by it', async () => {
    // Two regions of three pixels: hidden, each shows its mean.
    const labels = [0, 0, 0, 1, 1, 1];
    const mean = [0, 1].map((region) => values.filter((__, i) => labels[i] === region).reduce((a, b) => a + b) / 3);
    const sums = [0, 1].map((region) =>
      weights.reduce((sum, weight, i) => sum + (labels[i] === region ? weight * (values[i] - mean[region]) : 0), 0),
    );
    const document = regionsDocument([2, 3], labels, { ...sums });
    const own = { ...document, method: { ...document.method, options: { hide: 'own-mean' } } };
    expect((await infidelity(model, image, own, { ...options, subset: 0.5 })).share).toBeCloseTo(0, 8);
  });

  it('a map of the opposite sign fails, a map of zeros is the control, a scaled one is right in shape', async () => {
    const opposite = await infidelity(model, image, wrong, options);
    // Twice the change, squared: four times that of a map of zeros.
    expect(opposite.share).toBeCloseTo(4, 5);
    // Scaling it does not make it right.
    expect(opposite.scaledShare).toBe(1);
    expect(await muFidelity(model, image, wrong, { ...options, subset: 0.5 })).toMatchObject({
      correlation: expect.closeTo(-1, 6),
      passes: false,
    });
    const nothing = mapDocument([2, 3, 1], [0, 0, 0, 0, 0, 0]);
    expect(await infidelity(model, image, nothing, options)).toMatchObject({
      share: expect.closeTo(1, 6),
      scaledShare: 1,
    });
    const triple = mapDocument(
      [2, 3, 1],
      contributions.map((value) => 3 * value),
    );
    const scaled = await infidelity(model, image, triple, options);
    expect(scaled.share).toBeCloseTo(4, 5);
    expect(scaled.scaledShare).toBeCloseTo(0, 6);
  });

  it('hiding everything changes the score by exactly the sum: sensitivity-N', async () => {
    const found = await infidelity(model, image, truth, { samples: 2, subset: 1 });
    expect(found.infidelity).toBeCloseTo(0, 8);
    expect(await sensitivityN(model, image, truth, { samples: 3, sizes: [6] })).toEqual([{ n: 6, correlation: null }]);
  });
});

it('options change the result', async () => {
  const figure = async (more: object, document = wrong) =>
    (await infidelity(model, image, document, { ...options, ...more })).infidelity;
  const own = await figure({});
  expect(await figure({ fill: 0.5 })).not.toBeCloseTo(own, 3);
  expect(await figure({ samples: 5 })).not.toBeCloseTo(own, 3);
  expect(await figure({ subset: 0.7 })).not.toBeCloseTo(own, 3);
  expect(await figure({ block: 2 })).not.toBeCloseTo(own, 3);
  expect(await figure({ seed: 2 })).not.toBeCloseTo(own, 3);
  expect(await figure({ batch: 3 })).toBe(own);
  expect(await figure({}, slopes)).toBeCloseTo(0, 6);
  expect(await figure({ reading: 'contribution' }, slopes)).toBeGreaterThan(0.1);
  const curved = mapDocument(
    [2, 3, 1],
    contributions.map((value) => value ** 3),
  );
  const [pearson, spearman] = await Promise.all(
    (['pearson', 'spearman'] as const).map((correlation) =>
      muFidelity(model, image, curved, { ...options, correlation }),
    ),
  );
  expect(pearson.correlation).not.toBeCloseTo(spearman.correlation ?? 0, 3);
});

it('spreads sizes from 1 to 80 % of the places, and refuses what is none', async () => {
  const sizes = (await sensitivityN(model, image, truth, { samples: 2 })).map(({ n }) => n);
  expect([sizes[0], sizes.at(-1)]).toEqual([1, 5]);
  await expect(sensitivityN(model, image, truth, { sizes: [7] })).rejects.toThrow(
    new RangeError('Cannot use sizes 7: expected a whole number from 1 to 6'),
  );
  await expect(infidelity(model, image, truth, { subset: 0 })).rejects.toThrow(
    new RangeError('Cannot use subset 0: expected a share above 0 up to 1'),
  );
  const regions = regionsDocument([2, 3], [0, 1, 1, 1, 1, 1], { 0: 1 });
  await expect(infidelity(model, image, regions, { reading: 'sensitivity' })).rejects.toThrow(
    new RangeError('Cannot read superpixels as sensitivities: expected a value for each pixel'),
  );
});
