import { formatShare } from '../document/format.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { CheckPart } from '../document/parts.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { oneOf, wholeNumber } from './option-checks.js';
import { owenValues } from './partition-shap/owen-values.js';
import { REGION_TREES, type RegionTreeName, regionTree } from './partition-shap/region-tree.js';
import { regionDocument } from './perturbation/region-document.js';
import { REGION_OPTIONS, type RegionOptions, studyRegions } from './perturbation/region-study.js';
import { MOST_SAMPLES } from './perturbation/sampling-options.js';
import { scoreCoalitions } from './perturbation/score-coalitions.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { efficiency } from './shapley/shapley-checks.js';

export interface PartitionShapOptions extends RegionOptions {
  /** The most coalitions of regions that are scored, from 2, beside the image and its baseline. Default: 1000. */
  readonly samples?: number;
  /**
   * How regions are joined to a tree: `colour` merges the most alike neighbours from the bottom up, `halves` cuts the
   * image from the top down. Default: `colour`.
   */
  readonly tree?: RegionTreeName;
}

/** Names of the options of PartitionSHAP beside those that every method takes. */
export const PARTITION_SHAP_OPTIONS = [...REGION_OPTIONS, 'samples', 'tree'];

/**
 * What each region adds to the score, where regions join in by a tree of alike neighbours: Owen values, Shapley values of
 * which every branch of the tree comes or goes as one (Owen 1977, "Values of games with a priori unions").
 *
 * The idea of shap's `PartitionExplainer`: far fewer images than Shapley values take (about the square of the number of
 * regions for all of them, instead of its power of two), spent on the branches that change the score most. shap
 * cuts the pixel grid in halves; that is `segmentation: 'grid'` with `tree: 'halves'`. What is not divided when `samples`
 * are spent is shared equally within its branch, and `quality` says how much. The values add up to the score of the image
 * minus the score of the baseline, always. Nothing is drawn at random.
 *
 * Images are fed as batches `[n, h, w, c]`. Several classes share them: a branch is divided for the class that needs it most.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await partitionShap(network, image, { target: 7, samples: 500 });
 */
export async function partitionShap(
  model: Predictor,
  image: ImageInput,
  options: PartitionShapOptions & SeveralClasses,
): Promise<SuperpixelsDocument[]>;
export async function partitionShap(
  model: Predictor,
  image: ImageInput,
  options?: PartitionShapOptions & OneClass,
): Promise<SuperpixelsDocument>;
export async function partitionShap(
  model: Predictor,
  image: ImageInput,
  options?: PartitionShapOptions,
): Promise<SuperpixelsDocument | SuperpixelsDocument[]>;
export async function partitionShap(
  model: Predictor,
  image: ImageInput,
  options: PartitionShapOptions = {},
): Promise<SuperpixelsDocument | SuperpixelsDocument[]> {
  const samples = wholeNumber('samples', options.samples ?? 1000, 2, MOST_SAMPLES);
  const tree = oneOf('tree', options.tree ?? 'colour', REGION_TREES);
  const study = await studyRegions({ name: 'partition-shap', options: PARTITION_SHAP_OPTIONS }, model, image, options);
  const { inquiry, segments, perturbable, whole } = study;
  const { count } = perturbable.regions;
  const merges = regionTree(tree, inquiry.input.picture, segments.map);
  let done = 0;
  const score = async (shown: Uint8Array) => {
    const scores = await scoreCoalitions(study, shown, { done, total: samples + 1 });
    done += shown.length / count;
    return scores;
  };
  const base = (await score(new Uint8Array(count))).map(([value]) => value);
  const found = await owenValues(count, merges, { whole, base, samples, score });
  inquiry.onProgress?.({ done, total: done, stage: 'Dividing the evidence' });
  const documents = found.weights.map((weights, question) => {
    const { delta, check } = efficiency(weights, whole[question] - base[question]);
    return regionDocument(study, {
      question,
      name: 'partition-shap',
      options: { samples, tree },
      weights,
      intercept: base[question],
      samples: found.samples + 2,
      result: { delta, merges },
      checks: [check, division(found.divided[question])],
    });
  });
  return asAsked(documents, options);
}

/** Shares of the evidence that was divided down to single regions from which on it is, or is not, an answer about regions. */
const WELL = 0.9;
const POORLY = 0.5;

function division(divided: number): CheckPart {
  const share = formatShare(divided);
  const passes = divided >= WELL ? true : divided < POORLY ? false : null;
  const rest = divided === 1 ? '' : '; the rest is shared equally within branches';
  const advice = passes === false ? '. Use more samples or fewer regions' : '';
  const sentence = `${share} of the evidence was divided down to single regions${rest}${advice}.`;
  return { name: 'division', value: divided, passes, sentence };
}
