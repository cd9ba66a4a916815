import { type Baseline, baselineName, baselineOf } from '../attribution/baseline.js';
import { checkPredictor } from '../attribution/inquiry.js';
import { onlyKnownOptions, wholeNumber } from '../attribution/option-checks.js';
import { type Question, scoreOf } from '../attribution/question.js';
import { classAt, nameOf } from '../attribution/target.js';
import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import { type ProvenanceMeter, startProvenance } from '../document/provenance.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import { type PreparedInput, prepareInput } from '../image/prepare-input.js';
import type { Output, Predictor } from '../network/predictor.js';
import { scoresOf } from '../network/scores.js';
import type { RunOptions } from '../run-options.js';

/** Documents that say what speaks for a class and where: those that can be put to the test. */
export type EvidenceDocument = AttributionDocument | SuperpixelsDocument;

/** What every metric that runs the classifier takes. */
export interface MetricOptions extends RunOptions {
  /** Images a batch, from 1. Does not change the result. Default: as many as fit 16 MB, at most 256. */
  readonly batch?: number;
}

/** Names of the options that every metric takes. */
const COMMON = ['seed', 'signal', 'onProgress', 'batch'];

/** A document put to the test, on the classifier and the image that it is about. */
export interface Trial {
  readonly model: Predictor;
  readonly document: EvidenceDocument;
  readonly input: PreparedInput;
  readonly question: Question;
  /** Which score the document explains, and what it is for the whole image. */
  readonly output: Output;
  readonly whole: number;
  readonly seed: number;
  readonly batch: number | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: RunOptions['onProgress'];
  readonly meter: ProvenanceMeter;
}

/** How far the score may be from the one in the document: engines differ a little. */
const TOLERANCE = 0.01;

/**
 * Where every metric that runs the classifier starts. `known` are the metric's own options.
 * @throws TypeError or RangeError for an unknown option, or a document of another classifier, image, or class than given;
 * the signal's reason when aborted.
 */
export async function openTrial(
  { name, options: known }: { readonly name: string; readonly options: readonly string[] },
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: MetricOptions,
): Promise<Trial> {
  checkPredictor(model);
  onlyKnownOptions(name, options, [...known, ...COMMON]);
  checkEvidence(document);
  checkModel(model, document);
  const seed = wholeNumber('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER);
  const batch = options.batch === undefined ? undefined : wholeNumber('batch', options.batch, 1);
  const input = prepareInput(image, model.input ?? ANY_INPUT);
  checkSize(input, document);
  const { signal, onProgress } = options;
  const meter = startProvenance(model.engine ?? 'custom');
  const { output = defaultOutput(model) } = document.target;
  const { shape, data } = input.values;
  const scores = await scoresOf(model, { shape, data: data.slice() }, { output, signal });
  meter.count(1);
  const question = questionOf(model, document, scores.shape[1]);
  const whole = scoreOf(scores, 0, question);
  checkScore(whole, document, output);
  return { model, document, input, question, output, whole, seed, batch, signal, onProgress, meter };
}

/** What hidden places show: values `[h, w, c]`, and how documents name it. */
export function fillOf({ model, input, seed }: Trial, fill: Baseline): { name: string; values: Float32Array } {
  const { range } = model.input ?? ANY_INPUT;
  return { name: String(baselineName(fill)), values: baselineOf(fill, input, { range, seed }) };
}

/** Probabilities where the classifier gives them, as the papers on perturbation take; its only kind of score otherwise. */
export function probabilityOr({ model, output }: Trial): Output {
  return (model.outputs ?? ['probability']).includes('probability') ? 'probability' : output;
}

function defaultOutput({ outputs = ['probability'] }: Predictor): Output {
  return outputs.includes('logit') ? 'logit' : 'probability';
}

/** @throws TypeError for a document of a kind without evidence. */
export function checkEvidence(document: EvidenceDocument): void {
  const kind: unknown = document?.kind;
  if (kind === 'attribution' || kind === 'superpixels') return;
  throw new TypeError(`Cannot test a document of kind "${kind}": expected "attribution" or "superpixels"`);
}

function checkModel(model: Predictor, { model: { fingerprint, name } }: EvidenceDocument): void {
  if (fingerprint === null || model.fingerprint === undefined || fingerprint === model.fingerprint) return;
  throw new RangeError(
    `Cannot test an explanation of "${name}" (${fingerprint.slice(0, 8)}) on ${nameOf(model)} (${model.fingerprint.slice(0, 8)}): expected the network that it explains`,
  );
}

function checkSize({ name, values }: PreparedInput, { image }: EvidenceDocument): void {
  const [, height, width] = values.shape;
  if (height === image.height && width === image.width) return;
  throw new RangeError(
    `Cannot test an explanation of "${image.name}" (${image.width} x ${image.height}) on "${name}" (${width} x ${height}): expected the image that it explains`,
  );
}

function questionOf(model: Predictor, { target }: EvidenceDocument, classes: number): Question {
  const { against } = target;
  for (const { index } of [target, ...(against ? [against] : [])]) {
    if (index < classes) continue;
    throw new RangeError(
      `Cannot test an explanation of class ${index} on ${nameOf(model)}: it has ${classes} classes (0 to ${classes - 1})`,
    );
  }
  return { target: classAt(model, target.index), against: against && classAt(model, against.index) };
}

/** Another image of the same size would be tested without complaint, and every figure would be wrong. */
function checkScore(whole: number, { image, target }: EvidenceDocument, output: Output): void {
  const [own, other] = [target, target.against].map((part) => (part ? part[output] : 0));
  if (own === null || own === undefined || other === null || other === undefined) return;
  const stated = own - other;
  if (Math.abs(whole - stated) <= TOLERANCE * Math.max(1, Math.abs(stated))) return;
  throw new RangeError(
    `Cannot test the explanation of "${image.name}": "${target.label}" has the ${output} ${whole.toPrecision(4)} here, the document says ${stated.toPrecision(4)}: expected the image that it explains`,
  );
}
