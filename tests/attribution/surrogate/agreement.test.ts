import { expect, it } from 'vitest';
import { agreementOf, halvesOf } from '../../../src/attribution/surrogate/agreement.js';
import { featureSelectionBy } from '../../../src/attribution/surrogate/feature-selection.js';
import { effectiveSampleSize } from '../../../src/attribution/surrogate/surrogate.js';
import { random } from '../../../src/numeric/random.js';

const regression = { regression: 'ridge', alpha: 1, select: featureSelectionBy('none'), features: 8 } as const;

const all = Array.from({ length: 8 }, (_, region) => region);

function neighbourhood(noise: number) {
  const source = random(2);
  const data = Uint8Array.from({ length: 200 * 8 }, () => source.integer(0, 1));
  const scores = Float64Array.from({ length: 200 }, (_, row) => {
    const signal = data
      .subarray(row * 8, row * 8 + 8)
      .reduce((sum, shown, region) => sum + shown * (8 - region) ** 2, 0);
    return signal + noise * source.normal();
  });
  return { samples: { design: { rows: 200, columns: 8, data }, weights: new Float64Array(200).fill(1) }, scores };
}

it('halves share the image itself and split the rest', () => {
  const halves = halvesOf(21, 1, random(1))!;
  expect(halves.a[0]).toBe(0);
  expect(halves.b[0]).toBe(0);
  expect([...halves.a.slice(1), ...halves.b.slice(1)].sort((x, y) => x - y)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect(halvesOf(4, 1, random(1))).toBeNull();
});

it('halves agree on a clear ranking, and not on noise', () => {
  const halves = halvesOf(200, 0, random(1))!;
  const clear = neighbourhood(1);
  expect(agreementOf(clear.samples, clear.scores, regression, halves, all)).toEqual({
    spearman: 1,
    kendall: 1,
    jaccard: 1,
    top: 5,
  });
  const lost = neighbourhood(2000);
  expect(agreementOf(lost.samples, lost.scores, regression, halves, all)!.spearman!).toBeLessThan(0.7);
});

it('a half without any weight tells nothing', () => {
  const { samples, scores } = neighbourhood(1);
  const weights = new Float64Array(200).fill(1, 0, 100);
  const halves = {
    a: Int32Array.from({ length: 100 }, (_, i) => i),
    b: Int32Array.from({ length: 100 }, (_, i) => i + 100),
  };
  expect(agreementOf({ ...samples, weights }, scores, regression, halves, all)).toBeNull();
});

it('compares as many leaders as regions are clear, at most five, and ranks from three', () => {
  const halves = halvesOf(200, 0, random(1))!;
  const { samples, scores } = neighbourhood(1);
  const tops = [0, 1, 2, 3, 6].map((count) => {
    const { top, spearman } = agreementOf(samples, scores, regression, halves, all.slice(0, count))!;
    return [top, spearman === null];
  });
  expect(tops).toEqual([
    [1, true],
    [1, true],
    [2, true],
    [3, false],
    [5, false],
  ]);
});

it('effective sample size', () => {
  expect(effectiveSampleSize(Float64Array.of(1, 1, 1, 1))).toBe(4);
  expect(effectiveSampleSize(Float64Array.of(1, 0, 0, 0))).toBe(1);
  expect(effectiveSampleSize(Float64Array.of(2, 1, 1))).toBeCloseTo(16 / 6, 12);
});
