import type { BackwardTarget } from '../network/backward.js';
import type { Network } from '../network/network.js';
import type { Output } from '../network/predictor.js';
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
  const data = new Float32Array(questions.length * classes);
  questions.forEach(({ target, against }, i) => {
    data[i * classes + target.index] = 1;
    if (against) data[i * classes + against.index] = -1;
  });
  return { node: output === 'logit' ? logits : last, seed: { shape: [questions.length, classes], data } };
}
