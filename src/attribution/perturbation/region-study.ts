import type { ImageInput } from '../../image/image.js';
import { ANY_INPUT } from '../../image/input-spec.js';
import type { Predictor } from '../../network/predictor.js';
import { type Baseline, baselineName, baselineOf, checkBaseline } from '../baseline.js';
import { type AttributionOptions, type Inquiry, inquire, type MethodSpec } from '../inquiry.js';
import { wholeNumber } from '../option-checks.js';
import { scoreOf } from '../question.js';
import { type ResolvedSegments, type Segmentation, segmentsOf } from '../segments.js';
import type { Perturbable } from './compose.js';
import { regionsOf } from './regions.js';

/** What every method that hides regions takes. */
export interface RegionOptions extends AttributionOptions {
  /**
   * How the image is cut into regions: `quickshift`, `slic`, `felzenszwalb`, `grid`, one of them with its options
   * (`{method: 'slic', segments: 40}`), a label map of the network's input size, or a function. Default: `quickshift`,
   * for images with a side below 64 pixels `slic`.
   */
  readonly segmentation?: Segmentation;
  /** About how many regions, from 1; for `slic` (the default then) and `grid`. Default: the method's own. */
  readonly segments?: number;
  /**
   * What a hidden region shows: a number in the network's input units (or one a channel), `mean` colour of the image,
   * `blur`, `noise` (seeded), or values `[1, h, w, c]`. Default: 0.
   */
  readonly baseline?: Baseline;
}

/** An inquiry whose image is cut into regions that can be hidden. */
export interface RegionStudy {
  readonly inquiry: Inquiry;
  readonly segments: ResolvedSegments;
  readonly perturbable: Perturbable;
  /** Score of the whole image, one a question. */
  readonly whole: readonly number[];
  /** The options of `RegionOptions` as documents have them; the segmentation is added by the document. */
  readonly options: Readonly<Record<string, unknown>>;
  /** As documents have it: `null` where regions and baseline do not depend on it. */
  readonly seed: number | null;
}

/** Names of the options of `RegionOptions`. */
export const REGION_OPTIONS = ['segmentation', 'segments', 'baseline'];

/**
 * Where every method that hides regions starts. The names in `spec.options` are all that the method takes beside the common ones.
 * @throws what `inquire`, `segmentsOf` and `baselineOf` throw.
 */
export async function studyRegions(
  spec: MethodSpec,
  model: Predictor,
  image: ImageInput,
  options: RegionOptions,
): Promise<RegionStudy> {
  const baseline = checkBaseline(options.baseline ?? 0);
  if (options.segments !== undefined) wholeNumber('segments', options.segments, 1);
  const inquiry = await inquire(spec, model, image, options);
  const { input, seed, questions, whole } = inquiry;
  const { segmentation, segments: wanted } = options;
  const segments = await segmentsOf(input.picture, { segmentation, segments: wanted, seed });
  const { range } = model.input ?? ANY_INPUT;
  const hidden = baselineOf(baseline, input, { range, seed });
  const regions = regionsOf(segments.map, input.values.shape[3]);
  const isRandom = baseline === 'noise' || isQuickshift(segments.description);
  return {
    inquiry,
    segments,
    perturbable: { image: input.values, hidden, regions },
    whole: questions.map((question) => scoreOf(whole.scores, 0, question)),
    options: { segments: wanted, baseline: baselineName(baseline), batch: inquiry.batch },
    seed: isRandom ? seed : null,
  };
}

/** Quickshift breaks ties at random. */
function isQuickshift(description: unknown): boolean {
  return typeof description === 'object' && description !== null && 'method' in description
    ? description.method === 'quickshift'
    : false;
}
