import { type ProvenanceMeter, startProvenance } from '../document/provenance.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import { type PreparedInput, prepareInput } from '../image/prepare-input.js';
import { isNetwork } from '../network/network.js';
import type { Output, Predictor } from '../network/predictor.js';
import type { RunOptions } from '../run-options.js';
import { oneOf, onlyKnownOptions, wholeNumber } from './option-checks.js';
import { checkQuestions, type Question, type QuestionOptions, questionsOf } from './question.js';
import { scoreNetwork, scoreWhole, type WholeScores } from './whole-scores.js';

/** What every method but LIME (whose defaults are its own) takes. */
export interface AttributionOptions extends QuestionOptions, RunOptions {
  /** Which score is explained. Default: `logit`; `probability` of a classifier that gives no logits. */
  readonly output?: Output;
  /** Images a batch, from 1. Does not change the result. Default: by the method. */
  readonly batch?: number;
}

/** Names of the options that every method takes. */
export const COMMON_OPTIONS = ['target', 'topLabels', 'against', 'output', 'batch', 'seed', 'signal', 'onProgress'];

/** A classifier and an image, checked and prepared: nothing was fed yet. */
export interface Opening<Model extends Predictor = Predictor> {
  readonly model: Model;
  readonly input: PreparedInput;
  readonly output: Output;
  readonly seed: number;
  readonly batch: number | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: RunOptions['onProgress'];
  /** Counts what is fed, from the start on. */
  readonly meter: ProvenanceMeter;
}

/** The same with the whole image scored, and with what is asked of it. */
export interface Inquiry<Model extends Predictor = Predictor> extends Opening<Model> {
  readonly whole: WholeScores;
  readonly questions: readonly Question[];
}

/** What a method is called, and which options it takes beside the common ones. */
export interface MethodSpec {
  readonly name: string;
  readonly options: readonly string[];
  /** A method that looks into the network takes its scores from there, both kinds from one pass. Default: `predictor`. */
  readonly needs?: 'predictor' | 'network';
}

/**
 * Where every method starts.
 * @throws TypeError or RangeError for a model that cannot predict, an option, class or image that does not fit; the
 * signal's reason when aborted.
 */
export async function inquire<Model extends Predictor>(
  spec: MethodSpec,
  model: Model,
  image: ImageInput,
  options: AttributionOptions,
): Promise<Inquiry<Model>> {
  const opening = openInquiry(spec, model, image, options);
  const { input, output, signal, meter } = opening;
  const asked = { output, signal, count: meter.count };
  const whole = await (spec.needs === 'network' && isNetwork(model)
    ? scoreNetwork(model, input.values, asked)
    : scoreWhole(model, input.values, asked));
  return { ...opening, whole, questions: questionsOf(model, whole.scores, options) };
}

/**
 * As `inquire`, up to where the classifier is asked: for a method whose own pass scores the whole image too.
 * @throws TypeError or RangeError for a model that cannot predict, an option or an image that does not fit.
 */
export function openInquiry<Model extends Predictor>(
  { name, options: own }: MethodSpec,
  model: Model,
  image: ImageInput,
  options: AttributionOptions,
): Opening<Model> {
  checkPredictor(model);
  onlyKnownOptions(name, options, [...own, ...COMMON_OPTIONS]);
  checkQuestions(options);
  const seed = wholeNumber('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER);
  const batch = options.batch === undefined ? undefined : wholeNumber('batch', options.batch, 1);
  const output = oneOf('output', options.output ?? defaultOutput(model), ['probability', 'logit']);
  const meter = startProvenance(model.engine ?? 'custom');
  const input = prepareInput(image, model.input ?? ANY_INPUT);
  const { signal, onProgress } = options;
  return { model, input, output, seed, batch, signal, onProgress, meter };
}

/** @throws TypeError if it cannot predict. */
export function checkPredictor(model: unknown): void {
  if (typeof (model as Partial<Predictor> | null | undefined)?.predict === 'function') return;
  throw new TypeError('Cannot explain: expected a network or a classifier {predict(batch)} first');
}

function defaultOutput({ outputs = ['probability'] }: Predictor): Output {
  return outputs.includes('logit') ? 'logit' : 'probability';
}
