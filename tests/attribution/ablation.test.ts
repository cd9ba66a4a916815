import { describe, expect, it } from 'vitest';
import { ablation } from '../../src/attribution/ablation.js';
import { decodeArray } from '../../src/document/encode.js';
import { relativeError } from '../support/compare.js';
import { referenceNetwork } from '../support/reference-network.js';
import { weightsBySegment } from './fixtures.js';
import { gameOf, playedOn, tangledWorth } from './game.js';

describe.each(['plain', 'residual', 'nested'] as const)('the reference network %s', (name) => {
  it('has captum’s values', async () => {
    const { network, input, expected } = await referenceNetwork(name);
    const reference = expected.attributions['superpixel_ablation_3x2_baseline0.5'];
    const segmentation = { method: 'grid', rows: 3, columns: 2 } as const;
    const document = await ablation(network, input, { segmentation, baseline: 0.5 });
    const weights = weightsBySegment(document);
    const channels = input.shape[3];
    const labels = decodeArray(document.result.segments).data;
    const values = Array.from(input.data, (_, i) => weights[labels[Math.floor(i / channels)]]);
    expect(relativeError(values, reference.data)).toBeLessThan(1e-4);
    expect(document.provenance.forwardPasses).toBe(6 + 1 + 2);
    await network.dispose();
  });
});

describe('regions', () => {
  const played = gameOf(5, tangledWorth(5), (shown) => shown[1]);
  const base = playedOn(played);

  it('weigh what hiding them alone changes', async () => {
    const { result, method } = await ablation(played.model, played.image, base);
    const worth = tangledWorth(5);
    const all = [1, 1, 1, 1, 1];
    result.weights.forEach(({ segment, weight, standardError }) => {
      expect(weight).toBeCloseTo(worth(all) - worth(all.map((_, i) => (i === segment ? 0 : 1))), 5);
      expect(standardError).toBeNull();
    });
    expect(result.hiddenPrediction).toBeCloseTo(worth([0, 0, 0, 0, 0]), 5);
    expect(result).toMatchObject({ samples: 7, r2: null, effectiveSamples: null });
    expect(result.localPrediction).toBeCloseTo(result.prediction, 5);
    expect(method).toMatchObject({ name: 'ablation', seed: null, options: { segmentation: 'label map', baseline: 0 } });
  });

  it('of a linear score have its weights times what hiding changes', async () => {
    const linear = gameOf(4, (shown) => 3 * shown[0] - shown[2]);
    const document = await ablation(linear.model, linear.image, { ...playedOn(linear), baseline: 0.5 });
    weightsBySegment(document).forEach((weight, i) => {
      expect(weight).toBeCloseTo([1.5, 0, -0.5, 0][i], 6);
    });
    expect(document.quality.checks!.find(({ name }) => name === 'additivity')).toMatchObject({ passes: null });
    expect(document.quality.checks!.find(({ name }) => name === 'additivity')!.value).toBeCloseTo(1, 6);
    expect(document.quality.trustworthy).toBeNull();
  });

  it.each([
    [
      'stand in for each other',
      (shown: readonly number[]) => Math.max(shown[0], shown[1]),
      /some stand in for each other/,
    ],
    ['only count together', (shown: readonly number[]) => shown[0] * shown[1], /some only count together/],
  ])('that %s are said to', async (_, worth, sentence) => {
    const { model, image, map } = gameOf(3, worth);
    const { quality } = await ablation(model, image, { target: 'one', segmentation: map });
    expect(quality.checks!.find(({ name }) => name === 'additivity')!.sentence).toMatch(sentence);
  });

  it.each([
    ['baseline', { baseline: 0.5 }],
    ['segmentation', { segmentation: { method: 'grid', rows: 1, columns: 3 } as const }],
    ['segments', { segmentation: 'grid', segments: 4 } as const],
    ['target', { target: 'two' }],
    ['against', { against: 'two' }],
  ])('depend on %s', async (_, change) => {
    const before = await ablation(played.model, played.image, base);
    expect((await ablation(played.model, played.image, { ...base, ...change })).result).not.toEqual(before.result);
  });

  it('of two classes come from the same images', async () => {
    const [one, two] = await ablation(played.model, played.image, { ...base, target: ['one', 'two'] });
    expect(one.provenance.forwardPasses).toBe(7);
    expect(one.result).toEqual((await ablation(played.model, played.image, base)).result);
    weightsBySegment(two).forEach((weight, i) => {
      expect(weight).toBeCloseTo([0, 1, 0, 0, 0][i], 6);
    });
  });
});
