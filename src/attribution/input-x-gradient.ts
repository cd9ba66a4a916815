import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { type AttributionOptions, inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';

/** What `inputXGradient` takes: the options of every method, none of its own. */
export type InputXGradientOptions = AttributionOptions;

/**
 * What each value of the image would add to the score of a class if the network were linear: the value, in the network's input
 * units, times the gradient (Shrikumar, Greenside, Shcherbina and Kundaje 2016, "Not just a black box").
 *
 * Values are `[h, w, c]`, signed, in units of the score. A value of 0 gets 0 whatever the network makes of it, so the
 * answer depends on what the network's input units call 0.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const why = await inputXGradient(network, image, { target: 7 });
 */
export async function inputXGradient(
  model: Network,
  image: ImageInput,
  options: InputXGradientOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function inputXGradient(
  model: Network,
  image: ImageInput,
  options?: InputXGradientOptions & OneClass,
): Promise<AttributionDocument>;
export async function inputXGradient(
  model: Network,
  image: ImageInput,
  options?: InputXGradientOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function inputXGradient(
  model: Network,
  image: ImageInput,
  options: InputXGradientOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('input-x-gradient', model);
  const inquiry = await inquire({ name: 'input-x-gradient', options: [], needs: 'network' }, model, image, options);
  const gradients = await gradientsAtImage(inquiry);
  const { shape, data } = inquiry.input.values;
  const documents = inquiry.questions.map((question, i) => {
    const values = { shape: shape.slice(1), data: gradients[i].map((slope, k) => slope * data[k]) };
    return attributionDocument(inquiry, { question, name: 'input-x-gradient', options: {}, values });
  });
  return asAsked(documents, options);
}
