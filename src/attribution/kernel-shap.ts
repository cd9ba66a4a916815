import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { random } from '../numeric/random.js';
import { type CoalitionStudy, coalitionStudy } from './kernel-shap/coalition-study.js';
import { explainQuestion } from './kernel-shap/explain-question.js';
import {
  KERNEL_SHAP_OPTIONS,
  type KernelShapOptions,
  type KernelShapSettings,
  resolveKernelShap,
} from './kernel-shap/options.js';
import { growUntilSettled } from './perturbation/grow-until-settled.js';
import { regionDocument } from './perturbation/region-document.js';
import { studyRegions } from './perturbation/region-study.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { isStable } from './surrogate/stability.js';

/**
 * What each region adds to the score, on average over all orders in which the regions can be uncovered: Shapley values,
 * estimated by a weighted regression on coalitions of regions (Lundberg and Lee 2017, "A unified approach to interpreting
 * model predictions").
 *
 * As shap's `KernelExplainer`: coalitions of the smallest and largest sizes are scored first and all, the others drawn by
 * the Shapley kernel, each with its complement; the weights add up to the score of the image minus the score of the
 * baseline exactly, by elimination and not by a huge weight. Where `samples` has room for all coalitions (`2^n - 2` of `n`
 * regions) the values are exact. Different: every weight has a standard error, `quality` compares two halves of the
 * draws, `samples: 'auto'` draws until the ranking is stable, and no region is left out unless `features` says so.
 *
 * Images are fed as batches `[n, h, w, c]`.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given: from the same coalitions.
 * @throws TypeError or RangeError for an option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await kernelShap(network, image, { target: 7, samples: 1000, seed: 1 });
 */
export async function kernelShap(
  model: Predictor,
  image: ImageInput,
  options: KernelShapOptions & SeveralClasses,
): Promise<SuperpixelsDocument[]>;
export async function kernelShap(
  model: Predictor,
  image: ImageInput,
  options?: KernelShapOptions & OneClass,
): Promise<SuperpixelsDocument>;
export async function kernelShap(
  model: Predictor,
  image: ImageInput,
  options?: KernelShapOptions,
): Promise<SuperpixelsDocument | SuperpixelsDocument[]>;
export async function kernelShap(
  model: Predictor,
  image: ImageInput,
  options: KernelShapOptions = {},
): Promise<SuperpixelsDocument | SuperpixelsDocument[]> {
  const settingsFor = resolveKernelShap(options);
  const study = await studyRegions({ name: 'kernel-shap', options: KERNEL_SHAP_OPTIONS }, model, image, options);
  const { inquiry, perturbable } = study;
  const settings = settingsFor(perturbable.regions.count);
  const seeds = random(inquiry.seed);
  const [forCoalitions, forHalves] = [0, 1].map(() => seeds.integer(0, 2 ** 31 - 1));
  const coalitions = coalitionStudy(study, {
    features: settings.features,
    expected: settings.samples === 'auto' ? settings.maxSamples : 0,
    random: random(forCoalitions),
  });
  const { questions, onProgress } = inquiry;
  const sampling = await growUntilSettled({
    samples: settings.samples,
    first: Math.max(100, 4 * perturbable.regions.count),
    most: settings.maxSamples,
    grow: coalitions.grow,
    isSettled: () => questions.every((_, question) => rankingIsStable(coalitions, question, settings)),
  });
  const images = coalitions.samples() + 1;
  onProgress?.({ done: images, total: images, stage: 'Fitting Shapley values' });
  const { stableTop } = settings;
  const documents = questions.map((_, question) =>
    regionDocument(study, {
      question,
      name: 'kernel-shap',
      options: { ...settings },
      random: true,
      ...explainQuestion(study, coalitions, question, { sampling, stableTop, seed: forHalves }),
    }),
  );
  return asAsked(documents, options);
}

function rankingIsStable(
  coalitions: CoalitionStudy,
  question: number,
  { stableTop: top, confidence, tolerance }: KernelShapSettings,
): boolean {
  const { weights, covariance } = coalitions.fit(question);
  return isStable(weights, [...weights.keys()], covariance, { top, confidence, tolerance });
}
