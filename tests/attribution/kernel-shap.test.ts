import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coalitionSampler } from '../../src/attribution/kernel-shap/coalition-pairs.js';
import type { KernelShapOptions } from '../../src/attribution/kernel-shap/options.js';
import { pairWeights } from '../../src/attribution/kernel-shap/pair-weights.js';
import { kernelShap } from '../../src/attribution/kernel-shap.js';
import type { OneClass } from '../../src/attribution/question.js';
import { sizeWeights } from '../../src/attribution/shapley/shapley-kernel.js';
import { shapley } from '../../src/attribution/shapley.js';
import { random } from '../../src/numeric/random.js';
import { weightsBySegment } from './fixtures.js';
import { gameOf, playedOn, tangledWorth } from './game.js';

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('coalitions', () => {
  it.each([2, 3, 4, 5, 8])('of %i players are all there where there is room', (players) => {
    const sampler = coalitionSampler(players, random(1));
    sampler.grow(10_000);
    const { shown, sizes, draws, complete } = sampler.pairs();
    const rows = Array.from({ length: shown.length / players }, (_, row) =>
      shown.subarray(row * players, (row + 1) * players).join(''),
    );
    expect(new Set(rows).size).toBe(2 ** players - 2);
    expect([...draws]).toEqual(Array(sizes.length).fill(1));
    expect([...sizes].every(complete)).toBe(true);
    const { weights } = pairWeights(sampler.pairs(), players);
    expect(2 * sumOf([...weights])).toBeCloseTo(sumOf([...sizeWeights(players)]), 10);
  });

  it('begin with all of the sizes that there is room for', () => {
    const sampler = coalitionSampler(20, random(1));
    sampler.grow(1200);
    const { sizes, complete } = sampler.pairs();
    expect(sizes).toHaveLength(1200);
    expect([...sizes.slice(0, 210)]).toEqual([...Array(20).fill(1), ...Array(190).fill(2)]);
    expect([1, 2, 3].map(complete)).toEqual([true, true, false]);
    const fewer = coalitionSampler(20, random(1));
    fewer.grow(300);
    expect([1, 2].map(fewer.pairs().complete)).toEqual([true, false]);
  });

  it('are drawn with the kernel’s probabilities beyond that, and weigh as much together', () => {
    const sampler = coalitionSampler(16, random(3));
    sampler.grow(2000);
    const { sizes, draws, complete } = sampler.pairs();
    const incomplete = [1, 2, 3, 4, 5, 6, 7, 8].filter((size) => !complete(size));
    expect(incomplete.length).toBeGreaterThan(3);
    const bySize = sizeWeights(16);
    const shareOf = (size: number) => bySize[size] * (size === 8 ? 1 : 2);
    const drawn = (size: number) =>
      [...draws].reduce((sum, count, pair) => sum + (sizes[pair] === size ? count : 0), 0);
    const all = sumOf(incomplete.map(drawn));
    for (const size of incomplete) {
      const expected = shareOf(size) / sumOf(incomplete.map(shareOf));
      expect(Math.abs(drawn(size) / all - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / all));
    }
    const { weights } = pairWeights(sampler.pairs(), 16);
    expect(2 * sumOf([...weights])).toBeCloseTo(sumOf([...bySize]), 10);
  });

  it('come in pairs of complements, none twice, and more are added to those there are', () => {
    const sampler = coalitionSampler(12, random(2));
    sampler.grow(100);
    const before = sampler.pairs().shown;
    sampler.grow(150);
    const { shown } = sampler.pairs();
    expect([...shown.subarray(0, before.length)]).toEqual([...before]);
    const rows = Array.from({ length: 300 }, (_, row) => [...shown.subarray(row * 12, row * 12 + 12)]);
    for (let pair = 0; pair < 150; pair++) {
      expect(rows[2 * pair + 1]).toEqual(rows[2 * pair].map((value) => 1 - value));
    }
    expect(new Set(rows.map(String)).size).toBe(300);
  });
});

describe('with room for all coalitions', () => {
  it('the values are Shapley’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 1000 }), async (players, seed) => {
        const played = gameOf(players, tangledWorth(players, seed));
        const exact = await shapley(played.model, played.image, playedOn(played));
        const estimated = await kernelShap(played.model, played.image, playedOn(played));
        const [one, two] = [weightsBySegment(estimated), weightsBySegment(exact)];
        one.forEach((weight, i) => {
          expect(Math.abs(weight - two[i])).toBeLessThan(1e-6);
        });
        expect(estimated.result.weights.every(({ standardError }) => standardError === null)).toBe(true);
        expect(estimated.result.r2 ?? 1).toBeCloseTo(exact.result.r2 ?? 1, 6);
      }),
      { numRuns: 20 },
    );
  });

  it('says that it is exact, and what it cost', async () => {
    const played = gameOf(4, tangledWorth(4));
    const { quality, result, provenance } = await kernelShap(played.model, played.image, playedOn(played));
    expect(quality).toMatchObject({ trustworthy: true, agreement: null });
    expect(quality.checks!.map(({ name }) => name)).toContain('exactness');
    expect(result.samples).toBe(16);
    expect(provenance.forwardPasses).toBe(16);
  });
});

describe('from draws', () => {
  const played = gameOf(14, tangledWorth(14), (shown) => 2 * shown[3] - shown[4] * shown[5]);
  const base = playedOn(played);
  const explain = (options: KernelShapOptions & OneClass = {}) =>
    kernelShap(played.model, played.image, { ...base, samples: 400, ...options });

  it('the weights add up exactly, whatever was drawn', async () => {
    for (const options of [{ samples: 6 }, { samples: 40 }, { seed: 5 }, { features: 3 }, { target: 'two' }]) {
      const { result } = await explain(options);
      expect(Math.abs(result.delta as number)).toBeLessThan(1e-9);
      expect(sumOf(result.weights.map(({ weight }) => weight))).toBeCloseTo(result.prediction - result.intercept, 9);
    }
  });

  it('a linear score is recovered from few, times the difference from the baseline', async () => {
    const weights = Array.from({ length: 14 }, (_, i) => Math.cos(5 * i));
    const linear = gameOf(14, (shown) => 1 + sumOf(shown.map((value, i) => value * weights[i])));
    const document = await kernelShap(linear.model, linear.image, { ...playedOn(linear), samples: 60, baseline: 0.5 });
    weightsBySegment(document).forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights[i] / 2, 5);
    });
    expect(document.result.r2).toBeCloseTo(1, 6);
  });

  it('the values are near the exact ones, by about the standard errors that are told', async () => {
    const worth = tangledWorth(14);
    const wide = gameOf(14, (shown) => worth(shown) + 2 * shown[0] * shown[1] * shown[2] * (1 - shown[3]));
    const truth = weightsBySegment(await shapley(wide.model, wide.image, playedOn(wide)));
    const runs = [];
    for (let seed = 1; seed <= 40; seed++) {
      runs.push(await kernelShap(wide.model, wide.image, { ...playedOn(wide), samples: 200, seed }));
    }
    for (const region of [0, 1, 5, 13]) {
      const entries = runs.map(({ result }) => result.weights.find(({ segment }) => segment === region)!);
      const squares = entries.map(({ weight }) => (weight - truth[region]) ** 2);
      const told = entries.map(({ standardError }) => standardError! ** 2);
      const ratio = Math.sqrt(sumOf(told) / sumOf(squares));
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.4);
      const bias = sumOf(entries.map(({ weight }) => weight)) / 40 - truth[region];
      expect(Math.abs(bias)).toBeLessThan(3.5 * Math.sqrt(sumOf(squares) / 40 / 40));
    }
  });

  it('pairs and whole sizes serve better than their number alone: more samples, smaller errors', async () => {
    const errors = [];
    for (const samples of [100, 400, 1600]) {
      const { result } = await explain({ samples });
      errors.push(Math.max(...result.weights.map(({ standardError }) => standardError!)));
    }
    expect(errors[1]).toBeLessThan(0.75 * errors[0]);
    expect(errors[2]).toBeLessThan(0.75 * errors[1]);
  });

  it('auto ends when the ranking is stable, and says when it never was', async () => {
    const document = await explain({ samples: 'auto' });
    expect(document.quality).toMatchObject({ sampling: { settled: true } });
    expect(document.result.samples).toBeLessThan(8000);
    const fixed = await explain({ samples: document.result.samples - 2 });
    expect(fixed.result.samples).toBe(document.result.samples);
    const never = await explain({ samples: 'auto', maxSamples: 110, tolerance: 0 });
    expect(never.quality.trustworthy).toBe(false);
    expect(never.quality.sentences).toContain('The order of the 5 largest weights had not settled after 112 images.');
  });

  it('several classes come from the same coalitions, as when asked alone', async () => {
    const both = await kernelShap(played.model, played.image, { ...base, samples: 400, target: ['one', 'two'] });
    expect(both[0].provenance.forwardPasses).toBe(402);
    expect(both.map(({ result }) => result)).toEqual([
      (await explain()).result,
      (await explain({ target: 'two' })).result,
    ]);
    const difference = await explain({ against: 'two' });
    weightsBySegment(difference).forEach((weight, i) => {
      expect(weight).toBeCloseTo(weightsBySegment(both[0])[i] - weightsBySegment(both[1])[i], 5);
    });
  });

  it('features gives that many regions a weight, the strongest', async () => {
    const strong = gameOf(10, (shown) => 5 * shown[2] - 4 * shown[7] + 3 * shown[4] + 0.01 * shown[0]);
    const { result } = await kernelShap(strong.model, strong.image, { ...playedOn(strong), samples: 100, features: 3 });
    expect(result.weights.slice(0, 3).map(({ segment }) => segment)).toEqual([2, 7, 4]);
    expect(result.weights.slice(3).every(({ weight, standardError }) => weight === 0 && standardError === null)).toBe(
      true,
    );
  });

  it('too few samples are said to be', async () => {
    const { quality } = await explain({ samples: 12 });
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences[0]).toBe(
      'There are too few samples: 6 pairs of coalitions for 14 regions. Use at least 56.',
    );
  });

  it.each([
    ['samples', { samples: 300 }, {}],
    ['samples auto', { samples: 'auto' as const }, {}],
    ['maxSamples', { samples: 'auto' as const, maxSamples: 100 }, { samples: 'auto' as const, maxSamples: 120 }],
    [
      'stableTop',
      { samples: 'auto' as const, tolerance: 0.02, stableTop: 1 },
      { samples: 'auto' as const, tolerance: 0.02, stableTop: 12 },
    ],
    ['confidence', { samples: 'auto' as const, confidence: 0.3 }, { samples: 'auto' as const, confidence: 0.9999 }],
    ['tolerance', { samples: 'auto' as const, tolerance: 0.9 }, { samples: 'auto' as const, tolerance: 0.01 }],
    ['features', { features: 2 }, {}],
    ['seed', { seed: 2 }, {}],
    ['baseline', { baseline: 0.5 }, {}],
    ['segmentation', { segmentation: { method: 'grid', rows: 1, columns: 3 } as const }, {}],
    ['segments', { segmentation: 'grid' as const, segments: 4 }, {}],
    ['target', { target: 'two' }, {}],
    ['against', { against: 'two' }, {}],
  ])('%s changes the result', async (_, one: KernelShapOptions, two: KernelShapOptions) => {
    expect((await explain(one as OneClass)).result).not.toEqual((await explain(two as OneClass)).result);
  });

  it('defaults are shap’s, as the document says', async () => {
    const { method, result } = await kernelShap(played.model, played.image, base);
    expect(method).toMatchObject({ name: 'kernel-shap', seed: 1 });
    expect(method.options).toEqual({
      ...{ samples: 2076, maxSamples: 8192, stableTop: 5, confidence: 0.95, tolerance: 0.15, features: null },
      ...{ segmentation: 'label map', segments: null, baseline: 0, output: 'logit', against: null, batch: null },
    });
    expect(result.samples).toBe(2076 + 2);
    expect(result.effectiveSamples).toBeLessThan(2076);
  });

  it.each([
    [{ samples: 1 }, 'Cannot use samples 1: expected a whole number from 2'],
    [{ maxSamples: 0 }, 'Cannot use maxSamples 0: expected a whole number from 2'],
    [{ stableTop: 0 }, 'Cannot use stableTop 0: expected a whole number from 1'],
    [{ confidence: 1 }, 'Cannot use confidence 1: expected a number between 0 and 1'],
    [{ tolerance: -1 }, 'Cannot use tolerance -1: expected a number from 0'],
    [{ features: 0 }, 'Cannot use features 0: expected a whole number from 1'],
    [{ sample: 9 }, 'Cannot run kernel-shap: it has no option "sample": did you mean "samples"?'],
  ])('refuses %o', async (options, sentence) => {
    await expect(explain(options as KernelShapOptions & OneClass)).rejects.toThrow(sentence);
  });
});
