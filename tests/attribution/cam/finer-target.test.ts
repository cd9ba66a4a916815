import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWith, finerSeed } from '../../../src/attribution/cam/finer-target.js';
import type { Question } from '../../../src/attribution/question.js';

const ask = (index: number, against?: number): Question => ({
  target: { index, label: String(index) },
  ...(against !== undefined && { against: { index: against, label: String(against) } }),
});

/** As the paper's authors write it down: differences weighted by their softmax over all classes. */
function slowScore(scores: readonly number[], target: number, others: readonly number[], alpha: number): number {
  const sum = scores.reduce((all, score) => all + Math.exp(score), 0);
  const weights = others.map((other) => Math.exp(scores[other]) / sum);
  const differences = others.map((other) => scores[target] - alpha * scores[other]);
  const total = weights.reduce((all, weight) => all + weight, 0);
  return weights.reduce((all, weight, i) => all + weight * differences[i], 0) / total;
}

describe('classes to compare with', () => {
  it('are those with the nearest scores, above or below, and never the class itself', () => {
    const near = comparedWith([5, 3, 2.5, 0], ask(1), 2);
    expect(near.map(({ index }) => index)).toEqual([2, 0]);
    expect(near[0].weight / near[1].weight).toBeCloseTo(Math.exp(2.5 - 5), 6);
    expect(near[0].weight + near[1].weight).toBeCloseTo(1, 6);
  });

  it('are as many as there are, and only the one that it is explained against', () => {
    expect(comparedWith([1, 2, 3], ask(0), 9)).toHaveLength(2);
    expect(comparedWith([1, 2, 3], ask(0, 2), 1)).toEqual([{ index: 2, weight: 1 }]);
  });
});

describe('the seed', () => {
  it('is the slope of the score that the paper defines', () => {
    const score = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.array(score, { minLength: 5, maxLength: 5 }), fc.nat(4), fc.nat(3), (scores, target, alpha) => {
        const given = { shape: [1, 5], data: Float32Array.from(scores) };
        const others = comparedWith(given.data, ask(target), 3).map(({ index }) => index);
        const { data } = finerSeed(given, [ask(target)], { alpha, comparedClasses: 3 });
        const moved = (index: number, by: number) => [...given.data].map((each, i) => each + (i === index ? by : 0));
        for (const index of scores.keys()) {
          const [up, down] = [1e-4, -1e-4].map((by) => slowScore(moved(index, by), target, others, alpha));
          expect(data[index]).toBeCloseTo((up - down) / 2e-4, 3);
        }
      }),
      { seed: 1 },
    );
  });

  it('against one class is that of the difference, and of each image by itself', () => {
    const scores = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 6, 5, 4) };
    const target = { alpha: 0.5, comparedClasses: 1 };
    expect([...finerSeed(scores, [ask(0, 1), ask(0)], target).data]).toEqual([1, -0.5, 0, 1, -0.5, 0]);
  });
});
