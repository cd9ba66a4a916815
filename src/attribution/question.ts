import type { Predictor } from '../network/predictor.js';
import type { NdArray } from '../numeric/nd-array.js';
import { wholeNumber } from './option-checks.js';
import { classAt, nameOf, type ResolvedTarget, resolveTarget, type Target, topClasses } from './target.js';

/** Which classes are asked for. */
export interface QuestionOptions {
  /** A class by index or label, or several: one document each, from the same samples. Default: the predicted class. */
  readonly target?: Target | readonly Target[];
  /** The classes with the highest scores, this many from 1, one document each. Not with `target`. */
  readonly topLabels?: number;
  /** Another class, whose score is subtracted: what speaks for the one rather than the other. Default: none. */
  readonly against?: Target;
}

/** Options that ask for one class, which is answered by one document. */
export interface OneClass {
  readonly target?: Target;
  readonly topLabels?: undefined;
}

/** Options that ask for several classes, which are answered by one document each. */
export type SeveralClasses = { readonly target: readonly Target[] } | { readonly topLabels: number };

/** The score that is explained: of a class, or how far it is above another's. */
export interface Question {
  readonly target: ResolvedTarget;
  readonly against?: ResolvedTarget;
}

/**
 * Refuses what no classifier could answer, before any work starts.
 * @throws TypeError or RangeError if both `target` and `topLabels` are given, or no class is asked for.
 */
export function checkQuestions({ target, topLabels }: QuestionOptions): void {
  if (target !== undefined && topLabels !== undefined) {
    throw new TypeError('Cannot explain both target and topLabels: give one of them');
  }
  if (topLabels !== undefined) wholeNumber('topLabels', topLabels, 1);
  if (Array.isArray(target) && target.length === 0) {
    throw new RangeError('Cannot explain no class: expected at least one target');
  }
}

/** One document where one class was asked for, an array where an array was (or the classes with the highest scores). */
export function asAsked<D>(documents: D[], { target, topLabels }: QuestionOptions): D | D[] {
  return Array.isArray(target) || topLabels !== undefined ? documents : documents[0];
}

/**
 * The classes that are asked for, given the scores `[1, classes]` of the whole image.
 * @throws RangeError for a class that does not exist, or is to be explained against itself.
 */
export function questionsOf(model: Predictor, scores: NdArray, options: QuestionOptions): Question[] {
  const against = options.against === undefined ? undefined : resolveTarget(model, scores, options.against);
  return targetsOf(model, scores, options).map((target) => {
    if (target.index !== against?.index) return { target, against };
    throw new RangeError(`Cannot explain class "${target.label}" of ${nameOf(model)} against itself`);
  });
}

function targetsOf(model: Predictor, scores: NdArray, { target, topLabels }: QuestionOptions): ResolvedTarget[] {
  if (topLabels !== undefined) return topClasses(scores, topLabels).map((index) => classAt(model, index));
  if (typeof target !== 'object') return [resolveTarget(model, scores, target)];
  return target.map((each) => resolveTarget(model, scores, each));
}

/** The score that a row of an answer `[n, classes]` gives to a question. */
export function scoreOf(
  { shape, data }: NdArray<ArrayLike<number>>,
  row: number,
  { target, against }: Question,
): number {
  const start = row * shape[1];
  return data[start + target.index] - (against === undefined ? 0 : data[start + against.index]);
}

/** What is explained, as a person would say it. */
export function subjectOf({ target, against }: Question): string {
  return against === undefined ? `"${target.label}"` : `"${target.label}" over "${against.label}"`;
}
