import { encodeArray } from '../document/encode.js';
import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { attributionDocument } from './attribution-document.js';
import { checkPredictor, inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { evidenceName, evidenceOf } from './xrai/evidence.js';
import { masksOf } from './xrai/masks.js';
import { isDocument, type ResolvedXrai, resolveXrai, XRAI_OPTIONS, type XraiOptions } from './xrai/options.js';
import { type RankedRegion, rankRegions } from './xrai/rank-regions.js';

/**
 * Which regions of the image hold the most evidence for a class: the picture is cut finely and coarsely, and regions are taken by
 * the mean evidence of the pixels they add (Kapishnikov, Bolukbasi, Viégas and Terry 2019, "XRAI: Better attributions
 * through regions").
 *
 * As the authors' code, but for: evidence is summed over the channels, not their maximum, so that regions add up to what
 * the pixels do; the picture is cut in its own proportions, 224 pixels long, and colours count 0 to 1; the regions it adds up to and
 * their rank are in the document. A classifier that is no network is asked by occlusion, or with evidence of the caller's.
 *
 * Values are `[h, w, 1]`, signed: the mean evidence of the pixel's region, in units of the score for one pixel.
 * `result.regions` (int32 `[h, w]`) numbers the regions by rank, `result.ranking` lists them: `region`, `pixels`, `share` of the
 * image, `gain` (the mean evidence).
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist, evidence that does not fit the image, or
 * integrated gradients of a classifier that is no network; the signal's reason when aborted.
 * @example
 * const regions = await xrai(network, image, { target: 7 });
 */
export async function xrai(
  model: Predictor,
  image: ImageInput,
  options: XraiOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function xrai(
  model: Predictor,
  image: ImageInput,
  options?: XraiOptions & OneClass,
): Promise<AttributionDocument>;
export async function xrai(
  model: Predictor,
  image: ImageInput,
  options?: XraiOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function xrai(
  model: Predictor,
  image: ImageInput,
  options: XraiOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkPredictor(model);
  const settings = resolveXrai(model, options);
  const inquiry = await inquire({ name: 'xrai', options: XRAI_OPTIONS }, model, image, questionOf(settings, options));
  const { picture } = inquiry.input;
  const minPixels = settings.minPixels ?? Math.max(1, Math.round(picture.width * picture.height * 0.001));
  const evidence = await evidenceOf(inquiry, settings);
  const masks = masksOf(picture, settings);
  const documents = inquiry.questions.map((question, i) => {
    const { pixels, completeness } = evidence[i];
    const { values, ...result } = drawn(rankRegions(pixels, masks, minPixels), [picture.height, picture.width]);
    return attributionDocument(inquiry, {
      question,
      name: 'xrai',
      options: { ...settings, attribution: evidenceName(settings), minPixels },
      values,
      completeness,
      result,
    });
  });
  return asAsked(documents, options);
}

/** What a document was made for is what its regions are asked for, unless the caller says. */
function questionOf({ attribution }: ResolvedXrai, options: XraiOptions): XraiOptions {
  if (!isDocument(attribution)) return options;
  const { index, against, output } = attribution.target;
  return {
    ...options,
    target: options.target ?? (options.topLabels === undefined ? index : undefined),
    against: options.against ?? against?.index,
    output: options.output ?? output,
  };
}

/** The regions as a map of their gains, a map of their ranks, and a list. */
function drawn(regions: readonly RankedRegion[], [height, width]: readonly [number, number]) {
  const gains = new Float32Array(height * width);
  const ranks = new Int32Array(height * width);
  for (const [rank, { pixels, gain }] of regions.entries()) {
    for (const pixel of pixels) {
      gains[pixel] = gain;
      ranks[pixel] = rank;
    }
  }
  return {
    values: { shape: [height, width, 1], data: gains },
    regions: encodeArray({ shape: [height, width], data: ranks }),
    ranking: regions.map(({ pixels, gain }, region) => ({
      region,
      pixels: pixels.length,
      share: pixels.length / (height * width),
      gain,
    })),
  };
}
