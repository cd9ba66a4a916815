import { expect, it } from 'vitest';
import { maskMoments } from '../../../src/attribution/rise/mask-moments.js';
import { random } from '../../../src/numeric/random.js';

const source = random(4);
const keep = 0.4;
const masks = Array.from({ length: 31 }, () => Float32Array.from({ length: 3 }, () => source.uniform()));
const scores = masks.map((mask) => [100 + 3 * mask[0] - mask[1] + 0.1 * source.normal(), mask[2] ** 2]);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** A mean of terms with its standard error. */
const estimate = (terms: readonly number[]) => {
  const value = mean(terms);
  return { value, error: Math.sqrt((mean(terms.map((term) => term ** 2)) - value ** 2) / (terms.length - 1)) };
};

const moments = maskMoments({ height: 1, width: 3, step: 1 }, 2, keep);
for (const [i, mask] of masks.entries()) moments.add(mask, scores[i]);

it.each([0, 1])('adds up what the formulas say, of question %i', (question) => {
  const average = mean(scores.map((each) => each[question]));
  expect(moments.mean(question)).toBeCloseTo(average, 9);
  for (let pixel = 0; pixel < 3; pixel++) {
    const centred = estimate(masks.map((mask, i) => ((scores[i][question] - average) * (mask[pixel] - keep)) / keep));
    expect(moments.centred(question).values[pixel]).toBeCloseTo(centred.value, 8);
    expect(moments.centred(question).standardErrors[pixel]).toBeCloseTo(centred.error, 8);
    const plain = estimate(masks.map((mask, i) => (scores[i][question] * mask[pixel]) / keep));
    expect(moments.plain(question).values[pixel]).toBeCloseTo(plain.value, 6);
    expect(moments.plain(question).standardErrors[pixel]).toBeCloseTo(plain.error, 6);
  }
});

it('tells the maps of the odd and the even samples', () => {
  for (const [half, parity] of [1, 0].entries()) {
    const rows = masks.map((_, i) => i).filter((i) => i % 2 === parity);
    const average = mean(rows.map((i) => scores[i][0]));
    for (let pixel = 0; pixel < 3; pixel++) {
      const value = mean(rows.map((i) => ((scores[i][0] - average) * (masks[i][pixel] - keep)) / keep));
      expect(moments.halves(0)[half][pixel]).toBeCloseTo(value, 8);
    }
  }
});

it('counts', () => {
  expect(moments.count).toBe(31);
});

it('works standard errors out for some pixels, whose neighbours have the same', () => {
  const wide = masks.map((_, i) => Float32Array.from({ length: 7 * 5 }, (_, pixel) => Math.sin(i * pixel) ** 2));
  const [fine, coarse] = [1, 3].map((step) => maskMoments({ height: 5, width: 7, step }, 1, keep));
  for (const [i, mask] of wide.entries()) for (const each of [fine, coarse]) each.add(mask, [scores[i][0]]);
  for (const form of ['centred', 'plain'] as const) {
    expect(coarse[form](0).values).toEqual(fine[form](0).values);
    const exact = fine[form](0).standardErrors;
    for (let pixel = 0; pixel < 35; pixel++) {
      const [row, column] = [[1, 1, 1, 4, 4][Math.floor(pixel / 7)], [1, 1, 1, 4, 4, 4, 6][pixel % 7]];
      expect(coarse[form](0).standardErrors[pixel]).toBe(exact[row * 7 + column]);
    }
  }
});
