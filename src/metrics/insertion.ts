import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { type RelevanceCurve, type RelevanceCurveOptions, relevanceCurve } from './perturbation/relevance-curve.js';
import type { EvidenceDocument } from './trial.js';

export type InsertionOptions = RelevanceCurveOptions;

/**
 * The score while the most relevant places are put back first, from nothing: a true explanation makes it rise fast, so its
 * area is large (Petsiuk, Das and Saenko 2018, "RISE").
 *
 * The paper starts from a blurred image, here from any fill; otherwise as `deletion`, and the random orders are the same.
 *
 * @throws TypeError or RangeError for an option out of range, or a document of another classifier or image; the signal's
 * reason when aborted.
 * @example
 * const { area, random } = await insertion(network, image, document, { orders: 20 });
 */
export async function insertion(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: InsertionOptions = {},
): Promise<RelevanceCurve> {
  return relevanceCurve('insertion', model, image, document, options);
}
