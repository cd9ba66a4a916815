import type { NdArray } from '../../numeric/nd-array.js';
import type { Question } from '../question.js';

/** How much a class is held against the one that is explained: weights add up to 1. */
export interface ComparedClass {
  readonly index: number;
  readonly weight: number;
}

export interface FinerTarget {
  readonly alpha: number;
  /** Most similar classes, at most so many. */
  readonly comparedClasses: number;
}

/**
 * The classes that a class is compared with, given the scores of an image: those whose scores are nearest to its own, each
 * by its softmax among them; or the one that it is to be explained against.
 */
export function comparedWith(
  scores: ArrayLike<number>,
  { target, against }: Question,
  count: number,
): readonly ComparedClass[] {
  if (against) return [{ index: against.index, weight: 1 }];
  const distance = (index: number) => Math.abs(scores[index] - scores[target.index]);
  const nearest = Array.from({ length: scores.length }, (_, index) => index)
    .filter((index) => index !== target.index)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, count);
  const highest = Math.max(...nearest.map((index) => scores[index]));
  const powers = nearest.map((index) => Math.exp(scores[index] - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return nearest.map((index, i) => ({ index, weight: powers[i] / sum }));
}

/**
 * The gradient, with regard to the scores `[n, classes]`, of a class's score less `alpha` times the weighted mean of those it
 * is compared with. The weights are scores too: their change counts.
 */
export function finerSeed(scores: NdArray, questions: readonly Question[], target: FinerTarget): NdArray {
  const [, classes] = scores.shape;
  const data = new Float32Array(scores.data.length);
  for (const [i, question] of questions.entries()) {
    const row = scores.data.subarray(i * classes, (i + 1) * classes);
    const compared = comparedWith(row, question, target.comparedClasses);
    const mean = compared.reduce((sum, { index, weight }) => sum + weight * row[index], 0);
    data[i * classes + question.target.index] = 1;
    for (const { index, weight } of compared) {
      data[i * classes + index] = -target.alpha * weight * (1 + row[index] - mean);
    }
  }
  return { shape: scores.shape, data };
}
