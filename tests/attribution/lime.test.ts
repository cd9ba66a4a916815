import { describe, expect, it } from 'vitest';
import { lime } from '../../src/attribution/lime.js';
import { decodeArray } from '../../src/document/encode.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf, weightsBySegment } from './fixtures.js';

const map = gridMap(12, 12, 3, 3);
const effects = [0.3, -0.2, 0.1, 0, 0.05, -0.05, 0.15, 0, 0.02];

/** Class 1 gets a known linear function of the brightness of nine squares; class 0 its complement. */
const linear = {
  name: 'linear',
  classes: ['rest', 'seen'],
  predict: (batch: NdArray) =>
    meansOf(batch, map).map((means) => {
      const score = 0.4 + means.reduce((sum, mean, i) => sum + effects[i] * mean, 0);
      return [1 - score, score];
    }),
};
const image = inputOf(12, 12, 1, () => 1);

describe('a linear classifier of the segments', () => {
  it('is recovered without a penalty', async () => {
    const document = await lime(linear, image, { segmentation: map, hide: 0, target: 1, alpha: 0, samples: 200 });
    const weights = weightsBySegment(document);
    for (const [i, effect] of effects.entries()) expect(weights[i]).toBeCloseTo(effect, 5);
    expect(document.result.intercept).toBeCloseTo(0.4, 5);
    expect(document.result.r2).toBeCloseTo(1, 8);
    expect(document.result.localPrediction).toBeCloseTo(document.result.prediction, 5);
    expect(document.quality.trustworthy).toBe(true);
    expect([...decodeArray(document.result.segments).data]).toEqual([...map.labels]);
  });

  it('is shrunk a little by the default penalty, in the same order', async () => {
    const document = await lime(linear, image, { segmentation: map, hide: 0, target: 'seen' });
    expect(document.result.weights.slice(0, 3).map(({ segment }) => segment)).toEqual([0, 1, 6]);
    const shares = document.result.weights
      .filter(({ weight }) => Math.abs(weight) > 0.01)
      .map(({ segment, weight }) => weight / effects[segment]);
    for (const share of shares) expect(share).toBeGreaterThan(0.95);
    for (const share of shares) expect(share).toBeLessThan(1.05);
  });
});
