import type { TargetPart } from '../document/parts.js';
import type { Output } from '../network/predictor.js';
import type { Question } from './question.js';
import type { ResolvedTarget } from './target.js';
import type { WholeScores } from './whole-scores.js';

/** Which class is explained, rather than which, as documents say it. */
export function targetPart({ target, against }: Question, whole: WholeScores, output: Output): TargetPart {
  const part = scored(target, whole);
  return against === undefined ? { ...part, output } : { ...part, output, against: scored(against, whole) };
}

function scored({ index, label }: ResolvedTarget, { probability, logit }: WholeScores) {
  return { index, label, probability: probability?.data[index] ?? null, logit: logit?.data[index] ?? null };
}
