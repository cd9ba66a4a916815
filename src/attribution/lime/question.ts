import type { Predictor } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { classAt, nameOf, type ResolvedTarget, resolveTarget, topClasses } from '../target.js';
import type { LimeOptions } from './options.js';

/** The score that is explained: of a class, or how far it is above another's. */
export interface Question {
  readonly target: ResolvedTarget;
  readonly against?: ResolvedTarget;
}

/**
 * The classes that are asked for, given the scores `[1, classes]` of the whole image.
 * @throws RangeError for a class that does not exist, or is to be explained against itself.
 */
export function questionsOf(model: Predictor, scores: NdArray, options: LimeOptions): Question[] {
  const against = options.against === undefined ? undefined : resolveTarget(model, scores, options.against);
  return targetsOf(model, scores, options).map((target) => {
    if (target.index !== against?.index) return { target, against };
    throw new RangeError(`Cannot explain class "${target.label}" of ${nameOf(model)} against itself`);
  });
}

function targetsOf(model: Predictor, scores: NdArray, { target, topLabels }: LimeOptions): ResolvedTarget[] {
  if (topLabels !== undefined) return topClasses(scores, topLabels).map((index) => classAt(model, index));
  if (typeof target !== 'object') return [resolveTarget(model, scores, target)];
  return target.map((each) => resolveTarget(model, scores, each));
}

/** The score that a row of an answer `[n, classes]` gives to a question. */
export function scoreOf({ shape, data }: NdArray, row: number, { target, against }: Question): number {
  const start = row * shape[1];
  return data[start + target.index] - (against === undefined ? 0 : data[start + against.index]);
}

/** What is explained, as a person would say it. */
export function subjectOf({ target, against }: Question): string {
  return against === undefined ? `"${target.label}"` : `"${target.label}" over "${against.label}"`;
}
