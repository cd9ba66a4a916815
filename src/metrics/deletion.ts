import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { type RelevanceCurve, type RelevanceCurveOptions, relevanceCurve } from './perturbation/relevance-curve.js';
import type { EvidenceDocument } from './trial.js';

export type DeletionOptions = RelevanceCurveOptions;

/**
 * The score while the most relevant places are hidden first: a true explanation makes it drop fast, so its area is small
 * (Petsiuk, Das and Saenko 2018, "RISE").
 *
 * The paper hides single pixels; here squares of pixels, a layer's cells or superpixels, whichever the document has, and
 * the same in random orders of the same places beside it. The score is the probability where the classifier gives it; of
 * one class rather than another, the difference.
 *
 * @throws TypeError or RangeError for an option out of range, or a document of another classifier or image; the signal's
 * reason when aborted.
 * @example
 * const { area, random } = await deletion(network, image, document, { orders: 20 });
 */
export async function deletion(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: DeletionOptions = {},
): Promise<RelevanceCurve> {
  return relevanceCurve('deletion', model, image, document, options);
}
