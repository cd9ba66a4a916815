import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import { startProvenance } from '../document/provenance.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import { prepareInput } from '../image/prepare-input.js';
import type { Predictor } from '../network/predictor.js';
import { random } from '../numeric/random.js';
import { checkPredictor } from './inquiry.js';
import { explainScore } from './lime/explain-score.js';
import { type LimeOptions, type ResolvedLime, resolveLime } from './lime/options.js';
import { sampleUntil } from './lime/sample-until.js';
import { sampler } from './lime/sampler.js';
import { hideAll } from './perturbation/hide.js';
import { regionsOf } from './perturbation/regions.js';
import { asAsked, questionsOf, scoreOf, subjectOf } from './question.js';
import { segmentsOf } from './segments.js';
import { superpixelsDocument } from './superpixels-document.js';
import { halvesOf } from './surrogate/agreement.js';
import { distanceBy } from './surrogate/distance.js';
import { featureSelectionBy } from './surrogate/feature-selection.js';
import { kernelBy } from './surrogate/kernel.js';
import type { Regression } from './surrogate/surrogate.js';
import type { Target } from './target.js';
import { scoreWhole } from './whole-scores.js';

/**
 * Which regions of an image speak for a class, and which against it: a weighted linear model of the class's score over
 * random images in which some regions are hidden (Ribeiro, Singh and Guestrin 2016, "Why should I trust you?").
 *
 * Follows marcotcr/lime 0.2: its defaults are ours, and from the same samples come the same weights. Different: small
 * images are cut by SLIC, whose regions follow strokes; one seed gives one result; every weight has a standard error,
 * and `quality` says whether to trust the whole (weighted R2, effective sample size, agreement of two halves of the
 * samples, each with a sentence when it is bad); `samples: 'auto'` draws until the ranking is stable; several classes
 * come from the same samples.
 * The presets `marcotcr`, `captum` and `xplique` bring those libraries' definitions.
 *
 * Images are fed as batches `[n, h, w, c]`; the first sample is the image itself. Memory holds two batches.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await lime(network, image, { target: 7, samples: 600, seed: 1 });
 */
export async function lime(
  model: Predictor,
  image: ImageInput,
  options: LimeOptions & ({ readonly target: readonly Target[] } | { readonly topLabels: number }),
): Promise<SuperpixelsDocument[]>;
export async function lime(
  model: Predictor,
  image: ImageInput,
  options?: LimeOptions & { readonly target?: Target; readonly topLabels?: undefined },
): Promise<SuperpixelsDocument>;
export async function lime(
  model: Predictor,
  image: ImageInput,
  options?: LimeOptions,
): Promise<SuperpixelsDocument | SuperpixelsDocument[]>;
export async function lime(
  model: Predictor,
  image: ImageInput,
  options: LimeOptions = {},
): Promise<SuperpixelsDocument | SuperpixelsDocument[]> {
  checkPredictor(model);
  const meter = startProvenance(model.engine ?? 'custom');
  const input = prepareInput(image, model.input ?? ANY_INPUT);
  const settings = resolveLime(options, input.values);
  const { signal, onProgress } = options;
  const segments = await segmentsOf(input.picture, settings);
  const whole = await scoreWhole(model, input.values, { output: settings.output, signal, count: meter.count });
  const questions = questionsOf(model, whole.scores, options);
  const seeds = random(settings.seed);
  const [forHiding, forSamples, forHalves] = [0, 1, 2].map(() => random(seeds.integer(0, 2 ** 31 - 1)));
  const regions = regionsOf(segments.map, input.values.shape[3]);
  const range = (model.input ?? ANY_INPUT).range;
  const hidden = hideAll(settings.hide, input.values, { ...settings, regions, range, random: forHiding });
  const perturbable = { image: input.values, hidden, regions };
  const study = sampler(model, {
    ...settings,
    signal,
    onProgress,
    perturbable,
    questions,
    whole: whole.scores,
    most: settings.samples === 'auto' ? settings.maxSamples : settings.samples,
    distance: typeof settings.distance === 'string' ? distanceBy(settings.distance, perturbable) : settings.distance,
    weigh: weighing(settings),
    random: forSamples,
    count: meter.count,
  });
  const regression = regressionOf(settings);
  const sampling = await sampleUntil(study, settings, regression);
  const neighbourhood = study.neighbourhood();
  const halves = halvesOf(neighbourhood.design.rows, settings.includeOriginal ? 1 : 0, forHalves);
  const explained = questions.map((question, i) => {
    const prediction = scoreOf(whole.scores, 0, question);
    const context = { ...settings, neighbourhood, regression, halves, sampling, prediction };
    return explainScore(study.scores()[i], { ...context, subject: subjectOf(question) });
  });
  const { seed, ...resolved } = settings;
  const subject = { model, input, output: settings.output, whole, segments };
  const findings = { name: 'lime', options: resolved, seed, provenance: meter.finish() };
  const documents = explained.map((explanation, i) =>
    superpixelsDocument(subject, { ...findings, ...explanation, question: questions[i] }),
  );
  return asAsked(documents, options);
}

function weighing({ kernel, kernelWidth }: ResolvedLime): (distance: number) => number {
  const weigh = typeof kernel === 'string' ? kernelBy(kernel) : kernel;
  return (distance) => weigh(distance, kernelWidth);
}

function regressionOf({ regression, alpha, featureSelection, features }: ResolvedLime): Regression {
  const select = typeof featureSelection === 'string' ? featureSelectionBy(featureSelection) : featureSelection;
  return { regression, alpha, select, features };
}
