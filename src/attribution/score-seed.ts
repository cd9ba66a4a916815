import type { BackwardTarget } from '../network/backward.js';
import type { Network } from '../network/network.js';
import type { Output } from '../network/predictor.js';
import type { NdArray } from '../numeric/nd-array.js';
import type { Question } from './question.js';

/**
 * Where a reverse pass starts, for a batch of which each image has its question: the score of a class, minus another's
 * where one is explained rather than another.
 */
export function scoreSeed(
  { logits, output: last }: Network,
  output: Output,
  questions: readonly Question[],
  classes: number,
): BackwardTarget {
  return { node: output === 'logit' ? logits : last, seed: seedOf(questions, classes) };
}

/** The weights of the classes' scores, a row a question. */
export function seedOf(questions: readonly Question[], classes: number): NdArray {
  const data = new Float32Array(questions.length * classes);
  questions.forEach(({ target, against }, i) => {
    data[i * classes + target.index] = 1;
    if (against) data[i * classes + against.index] = -1;
  });
  return { shape: [questions.length, classes], data };
}
