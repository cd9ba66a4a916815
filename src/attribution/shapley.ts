import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { regionDocument } from './perturbation/region-document.js';
import { REGION_OPTIONS, type RegionOptions, type RegionStudy, studyRegions } from './perturbation/region-study.js';
import { scoreCoalitions } from './perturbation/score-coalitions.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { additiveR2 } from './shapley/additive-r2.js';
import { allCoalitions, MOST_PLAYERS, shapleyValues } from './shapley/exact-values.js';
import { efficiency, exactness, interaction } from './shapley/shapley-checks.js';

export interface ShapleyOptions extends RegionOptions {
  /** About how many regions, from 1 to 16; for `slic` (the default) and `grid`. Default: 9. */
  readonly segments?: number;
}

/** Names of the options of exact Shapley values beside those that every method takes. */
export const SHAPLEY_OPTIONS = REGION_OPTIONS;

const SEGMENTS = 9;

/**
 * What each region adds to the score, on average over all orders in which the regions can be uncovered: exact Shapley
 * values by scoring all `2^n` coalitions of `n` regions (Shapley 1953, "A value for n-person games").
 *
 * They add up to the score of the image minus the score of the baseline; equal regions get equal values, regions without
 * effect 0; the values of a sum of two scores are the sums of their values. Regions: 9 by default (512 images), 16 at most
 * (65,536); for more, `kernelShap` estimates the same values and `partitionShap` follows a tree of regions.
 *
 * Images are fed as batches `[n, h, w, c]`.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist, or more than 16 regions; the signal's reason
 * when aborted.
 * @example
 * const why = await shapley(network, image, { target: 7, segmentation: { method: 'grid', rows: 3, columns: 3 } });
 */
export async function shapley(
  model: Predictor,
  image: ImageInput,
  options: ShapleyOptions & SeveralClasses,
): Promise<SuperpixelsDocument[]>;
export async function shapley(
  model: Predictor,
  image: ImageInput,
  options?: ShapleyOptions & OneClass,
): Promise<SuperpixelsDocument>;
export async function shapley(
  model: Predictor,
  image: ImageInput,
  options?: ShapleyOptions,
): Promise<SuperpixelsDocument | SuperpixelsDocument[]>;
export async function shapley(
  model: Predictor,
  image: ImageInput,
  options: ShapleyOptions = {},
): Promise<SuperpixelsDocument | SuperpixelsDocument[]> {
  const segments = options.segments ?? (options.segmentation === undefined ? SEGMENTS : undefined);
  const study = await studyRegions({ name: 'shapley', options: SHAPLEY_OPTIONS }, model, image, {
    ...options,
    segments,
  });
  const { count } = study.perturbable.regions;
  checkCount(study);
  const shown = allCoalitions(count);
  // The last coalition is the whole image, which has been scored.
  const scores = await scoreCoalitions(study, shown.subarray(0, shown.length - count));
  const documents = scores.map((found, question) => {
    const values = Float64Array.from([...found, study.whole[question]]);
    const weights = shapleyValues(values);
    const total = values[values.length - 1] - values[0];
    const { delta, check } = efficiency(weights, total);
    const r2 = additiveR2(shown, values, weights);
    return regionDocument(study, {
      question,
      name: 'shapley',
      weights,
      intercept: values[0],
      r2,
      samples: values.length,
      result: { delta },
      checks: [check, exactness(values.length), ...interaction(r2)],
    });
  });
  return asAsked(documents, options);
}

function checkCount({ perturbable: { regions }, segments: { description } }: RegionStudy): void {
  if (regions.count <= MOST_PLAYERS) return;
  const method = typeof description === 'string' ? `the ${description}` : 'the segmentation';
  throw new RangeError(
    `Cannot compute exact Shapley values of ${regions.count} regions: ${method} may have at most ${MOST_PLAYERS}, kernel-shap and partition-shap serve more`,
  );
}
