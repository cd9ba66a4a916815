import { formatNumber } from '../document/format.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { CheckPart } from '../document/parts.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { regionDocument } from './perturbation/region-document.js';
import { REGION_OPTIONS, type RegionOptions, studyRegions } from './perturbation/region-study.js';
import { scoreCoalitions } from './perturbation/score-coalitions.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';

/** Ablation has no options but which regions, and what hidden ones show. */
export type AblationOptions = RegionOptions;

/** Names of the options of ablation beside those that every method takes. */
export const ABLATION_OPTIONS = REGION_OPTIONS;

/**
 * How much the score falls when one region is hidden and all others are seen: the score of the image minus the score of
 * the image without the region.
 *
 * captum's `FeatureAblation` by regions; the idea is that of Zeiler and Fergus 2014, "Visualizing and understanding
 * convolutional networks", section 4.2. A region whose evidence another one has too changes nothing when it alone is
 * hidden: Shapley values and LIME see it, ablation does not. `quality` says what hiding all regions at once changes beside
 * what hiding them one by one does.
 *
 * Images are fed as batches `[n, h, w, c]`: the image, one a region, and the one with all regions hidden.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await ablation(network, image, { target: 7, segmentation: 'slic', segments: 30 });
 */
export async function ablation(
  model: Predictor,
  image: ImageInput,
  options: AblationOptions & SeveralClasses,
): Promise<SuperpixelsDocument[]>;
export async function ablation(
  model: Predictor,
  image: ImageInput,
  options?: AblationOptions & OneClass,
): Promise<SuperpixelsDocument>;
export async function ablation(
  model: Predictor,
  image: ImageInput,
  options?: AblationOptions,
): Promise<SuperpixelsDocument | SuperpixelsDocument[]>;
export async function ablation(
  model: Predictor,
  image: ImageInput,
  options: AblationOptions = {},
): Promise<SuperpixelsDocument | SuperpixelsDocument[]> {
  const study = await studyRegions({ name: 'ablation', options: ABLATION_OPTIONS }, model, image, options);
  const { count } = study.perturbable.regions;
  const scores = await scoreCoalitions(study, allButOne(count));
  const documents = scores.map((found, question) => {
    const whole = study.whole[question];
    const weights = Float64Array.from({ length: count }, (_, region) => whole - found[region]);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return regionDocument(study, {
      question,
      name: 'ablation',
      weights,
      intercept: whole - sum,
      samples: count + 2,
      result: { hiddenPrediction: found[count] },
      checks: [additivity(sum, whole - found[count])],
    });
  });
  return asAsked(documents, options);
}

/** `[count + 1, count]`: row `i` shows all regions but `i`, the last row none. */
function allButOne(count: number): Uint8Array {
  const shown = new Uint8Array((count + 1) * count).fill(1, 0, count * count);
  for (let region = 0; region < count; region++) shown[region * count + region] = 0;
  return shown;
}

/** What single regions change, against what all of them do: of neither is known what it should be. */
function additivity(sum: number, total: number): CheckPart {
  const value = total === 0 ? null : sum / total;
  const both = `Hidden one by one, the regions change the score by ${formatNumber(sum)} in sum; hidden all at once, by ${formatNumber(total)}`;
  const words =
    value === null
      ? sum === 0
        ? ': nothing that is hidden changes it.'
        : ': some speak against what others speak for.'
      : value < 0
        ? ': together they do the opposite of what they do one by one.'
        : value < 0.8
          ? ': some stand in for each other, and their weights understate them.'
          : value > 1.25
            ? ': some only count together, and share what they change.'
            : ': they hardly depend on each other.';
  return { name: 'additivity', value, passes: null, sentence: both + words };
}
