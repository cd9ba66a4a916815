import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { type AttributionOptions, inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { deconvolutionRule } from './rules/deconvolution.js';
import { rectifierSentences } from './rules/rectifier-sentences.js';

/** What `deconvolution` takes: the options of every method, none of its own. */
export type DeconvolutionOptions = AttributionOptions;

/**
 * The gradient of a class's score, of which every rectifier on the way back lets pass only what is positive, whatever
 * passed on the way forward (Zeiler and Fergus 2013, "Visualizing and understanding convolutional networks").
 *
 * As captum's, for all kinds of rectifier: captum changes plain relu alone, here relu6, leaky, thresholded and learned ones
 * too. Other activations (swish, elu, tanh) keep their true gradient, and max pooling goes back to where the maximum was.
 * Values are `[h, w, c]`, in units of the score for one unit of the input.
 *
 * Max pooling and activations that are no rectifiers are all that tells it about the image: where there are none, every
 * image gets the same map, and elsewhere it rebuilds the image rather than explain the class (Nie, Zhang and Patel 2018).
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const edges = await deconvolution(network, image, { target: 7 });
 */
export async function deconvolution(
  model: Network,
  image: ImageInput,
  options: DeconvolutionOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function deconvolution(
  model: Network,
  image: ImageInput,
  options?: DeconvolutionOptions & OneClass,
): Promise<AttributionDocument>;
export async function deconvolution(
  model: Network,
  image: ImageInput,
  options?: DeconvolutionOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function deconvolution(
  model: Network,
  image: ImageInput,
  options: DeconvolutionOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('deconvolution', model);
  const inquiry = await inquire({ name: 'deconvolution', options: [], needs: 'network' }, model, image, options);
  const maps = await gradientsAtImage(inquiry, deconvolutionRule);
  const [, ...shape] = inquiry.input.values.shape;
  const documents = inquiry.questions.map((question, i) =>
    attributionDocument(inquiry, {
      question,
      name: 'deconvolution',
      options: {},
      values: { shape, data: maps[i] },
      sentences: rectifierSentences(model),
    }),
  );
  return asAsked(documents, options);
}
