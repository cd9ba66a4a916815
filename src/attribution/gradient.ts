import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { type AttributionOptions, inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';

/** What `gradient` takes: the options of every method, none of its own. */
export type GradientOptions = AttributionOptions;

/**
 * How the score of a class changes with each value of the image: its gradient with regard to the input (Simonyan, Vedaldi
 * and Zisserman 2013, "Deep inside convolutional networks").
 *
 * The paper shows the largest magnitude over the channels; here are the values as they are, signed, `[h, w, c]`, in units of the
 * score for one unit of the network's input. At a kink the gradient is that of the flat side, as in torch.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const slope = await gradient(network, image, { target: 7 });
 */
export async function gradient(
  model: Network,
  image: ImageInput,
  options: GradientOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function gradient(
  model: Network,
  image: ImageInput,
  options?: GradientOptions & OneClass,
): Promise<AttributionDocument>;
export async function gradient(
  model: Network,
  image: ImageInput,
  options?: GradientOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function gradient(
  model: Network,
  image: ImageInput,
  options: GradientOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('gradient', model);
  const inquiry = await inquire({ name: 'gradient', options: [], needs: 'network' }, model, image, options);
  const gradients = await gradientsAtImage(inquiry);
  const [, ...shape] = inquiry.input.values.shape;
  const documents = inquiry.questions.map((question, i) =>
    attributionDocument(inquiry, { question, name: 'gradient', options: {}, values: { shape, data: gradients[i] } }),
  );
  return asAsked(documents, options);
}
