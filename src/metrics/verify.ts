import { qualityFrom } from '../attribution/attribution-quality.js';
import type { Baseline } from '../attribution/baseline.js';
import { onlyKnownOptions, wholeNumber } from '../attribution/option-checks.js';
import type { CheckPart, CurvePart } from '../document/parts.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import type { Mask } from './mask.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';
import { CHECKS, type CheckName } from './verify/checks.js';

/** What `verify` takes. */
export interface VerifyOptions extends MetricOptions {
  /** Which checks. Default: all that fit the classifier, the method and what is given. */
  readonly checks?: readonly CheckName[];
  /** What hidden places show, as for `deletion`. Default: `mean`. */
  readonly fill?: Baseline;
  /** Steps and random orders of the curves, as for `deletion`. Defaults: 20 and 20. */
  readonly steps?: number;
  readonly orders?: number;
  /**
   * The most images that each check which explains again may feed (by what the document cost), from 1: those that would take
   * more are left out. Default: 20,000.
   */
  readonly maxPasses?: number;
  /** Where the object is: adds the pointing game, relevance mass and rank. Of the network's input size. */
  readonly mask?: Mask;
}

const OPTIONS = ['checks', 'fill', 'steps', 'orders', 'maxPasses', 'mask'];

/** A check that was not made, and why. */
export type LeftOut = {
  readonly check: string;
  readonly reason: string;
};

/**
 * The same document with a `quality` that says whether it is true: every check that fits, each with a sentence, and
 * against a control wherever there is one. `quality.verification` says what it cost and what was left out.
 *
 * @throws TypeError or RangeError for an option that does not exist, or a document of another classifier or image than
 * given; the signal's reason when aborted.
 * @example
 * const { quality } = await verify(network, image, await gradient(network, image));
 * const doubts = quality.checks.filter(({ passes }) => passes === false);
 */
export async function verify<D extends EvidenceDocument>(
  model: Predictor,
  image: ImageInput,
  document: D,
  options: VerifyOptions = {},
): Promise<D> {
  const names = namesOf(options);
  if (options.maxPasses !== undefined) wholeNumber('maxPasses', options.maxPasses, 1);
  const trial = await openTrial({ name: 'verify', options: OPTIONS }, model, image, document, options);
  const checks: CheckPart[] = [];
  const curves: CurvePart[] = [];
  const leftOut: LeftOut[] = [];
  for (const [i, name] of names.entries()) {
    try {
      const found = await CHECKS[name](within(trial, i, names.length), options);
      checks.push(...found.checks);
      curves.push(...(found.curves ?? []));
    } catch (error) {
      trial.signal?.throwIfAborted();
      if (options.checks !== undefined) throw error;
      leftOut.push({ check: name, reason: error instanceof Error ? error.message : String(error) });
    }
    trial.onProgress?.({ done: i + 1, total: names.length, stage: name });
  }
  const { forwardPasses, backwardPasses, duration } = trial.meter.finish();
  const made = { forwardPasses, backwardPasses, duration, seed: trial.seed, leftOut };
  return { ...document, quality: qualityWith(document, checks, curves, made) };
}

/** New checks take the place of old ones of their names; everything else that the document says of itself stays. */
function qualityWith(
  { quality }: EvidenceDocument,
  checks: readonly CheckPart[],
  curves: readonly CurvePart[],
  verification: EvidenceDocument['quality']['verification'],
): EvidenceDocument['quality'] {
  const names = new Set(checks.map(({ name }) => name));
  const all = [...(quality.checks ?? []).filter(({ name }) => !names.has(name)), ...checks];
  const verdict = qualityFrom(all);
  const words = new Set(all.map(({ sentence }) => sentence));
  const kept = quality.sentences.filter((sentence) => !words.has(sentence));
  const doubted = quality.trustworthy === false && !(quality.checks ?? []).some(({ passes }) => passes === false);
  return {
    ...quality,
    ...verdict,
    // A verdict that rests on more than checks, such as that of LIME, is not overruled by them.
    trustworthy: doubted ? false : verdict.trustworthy,
    sentences: [...verdict.sentences, ...kept],
    curves: [...(quality.curves ?? []).filter(({ name }) => !curves.some((curve) => curve.name === name)), ...curves],
    verification,
  };
}

function namesOf(options: VerifyOptions): readonly CheckName[] {
  const known = Object.keys(CHECKS) as CheckName[];
  const given = Object.fromEntries((options.checks ?? []).map((name) => [name, true]));
  onlyKnownOptions('verify', given, known);
  return options.checks ?? known.filter((name) => name !== 'localisation' || options.mask !== undefined);
}

/** The same trial with its share of the progress. */
function within(trial: Trial, index: number, count: number): Trial {
  const { onProgress } = trial;
  if (!onProgress) return trial;
  return {
    ...trial,
    onProgress: ({ done, total, stage }) =>
      onProgress({ done: index * total + done, total: count * total, ...(stage !== undefined && { stage }) }),
  };
}
