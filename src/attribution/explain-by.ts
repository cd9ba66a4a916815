import type { ConvlensDocument } from '../document/document.js';
import type { ImageInput } from '../image/image.js';
import { isNetwork } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import type { RunOptions } from '../run-options.js';
import { type AttributionOptions, COMMON_OPTIONS, checkPredictor } from './inquiry.js';
import type { Method } from './method.js';
import { METHODS, methodNamed } from './methods.js';
import { onlyKnownOptions } from './option-checks.js';
import { optionOf } from './option-error.js';

/** Which methods, and options: each method gets those that it takes. */
export type ExplainByOptions = AttributionOptions &
  Readonly<Record<string, unknown>> & {
    /** Names of the table `METHODS`, at least one, or `all` that the model can serve. */
    readonly methods: readonly string[] | 'all';
  };

export interface MethodsOutcome {
  /** In the order of the methods. */
  readonly documents: readonly ConvlensDocument[];
  /** With `all`: methods that could not serve this model, and why. */
  readonly leftOut: readonly { readonly method: string; readonly reason: string }[];
}

/**
 * One image explained by several methods, with the same target and the same options where they take them.
 *
 * With `all`, every method explains the logit where the classifier gives it and `output` does not say otherwise, so that they
 * can be compared; named, each has its own default (LIME's is the probability).
 *
 * With `all`, a method that cannot serve (a layer that it has no rule for, too many segments for exact Shapley values) is
 * left out, with its reason; of named ones the first failure is thrown.
 * @throws RangeError for a method that does not exist or an option that no method takes; the signal's reason when aborted.
 */
export async function explainBy(
  model: Predictor,
  image: ImageInput,
  { methods, ...options }: ExplainByOptions,
): Promise<MethodsOutcome> {
  checkPredictor(model);
  const chosen =
    methods === 'all'
      ? METHODS.filter(({ needs }) => needs === 'predictor' || isNetwork(model))
      : methods.map(methodNamed);
  if (chosen.length === 0) throw new RangeError('Cannot explain by no method: expected at least one');
  onlyKnownOptions(chosen.map(({ name }) => name).join(', '), options, chosen.flatMap(optionsOf));
  const settings = methods === 'all' ? { output: commonOutput(model), ...defined(options) } : options;
  const documents: ConvlensDocument[] = [];
  const leftOut: { method: string; reason: string }[] = [];
  for (const [i, method] of chosen.entries()) {
    try {
      const found = await explainOne(method, model, image, taken(method, settings, i, chosen.length));
      documents.push(...[found].flat());
    } catch (error) {
      options.signal?.throwIfAborted();
      if (methods !== 'all' || isAboutOption(error, settings)) throw error;
      leftOut.push({ method: method.name, reason: error instanceof Error ? error.message : String(error) });
    }
    options.onProgress?.({ done: i + 1, total: chosen.length, stage: method.title });
  }
  if (documents.length === 0) throw new Error(leftOut[0].reason);
  return { documents, leftOut };
}

/** A value that no method could take is the caller's mistake, and no reason to leave the method out. */
function isAboutOption(error: unknown, options: Readonly<Record<string, unknown>>): boolean {
  const option = optionOf(error);
  return option !== undefined && options[option] !== undefined;
}

const commonOutput = ({ outputs = ['probability'] }: Predictor) =>
  outputs.includes('logit') ? 'logit' : 'probability';

/** Only what was given: an option that is `undefined` is not. */
function defined(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Every method says itself whether the model serves it. */
function explainOne(method: Method, model: Predictor, image: ImageInput, options: RunOptions) {
  const explain = method.explain as (
    model: Predictor,
    image: ImageInput,
    options: RunOptions,
  ) => ReturnType<Method['explain']>;
  return explain(model, image, options);
}

const optionsOf = (method: Method) => [...(method.options ?? []), ...COMMON_OPTIONS];

/** The options that a method takes, and its share of the progress. */
function taken(
  method: Method,
  options: RunOptions & Readonly<Record<string, unknown>>,
  index: number,
  count: number,
): RunOptions {
  const names = new Set(optionsOf(method));
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name)));
  const { onProgress } = options;
  return {
    ...own,
    onProgress:
      onProgress &&
      (({ done, total }) => onProgress({ done: index * total + done, total: count * total, stage: method.title })),
  };
}
