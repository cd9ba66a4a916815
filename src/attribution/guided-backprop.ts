import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { type AttributionOptions, inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { guidedRule } from './rules/guided.js';
import { rectifierSentences } from './rules/rectifier-sentences.js';

/** What `guidedBackprop` takes: the options of every method, none of its own. */
export type GuidedBackpropOptions = AttributionOptions;

/**
 * The gradient of a class's score, of which every rectifier on the way back lets pass only what is positive and was
 * positive on the way forward (Springenberg, Dosovitskiy, Brox and Riedmiller 2014, "Striving for simplicity").
 *
 * As captum's, for all kinds of rectifier: captum changes plain relu alone, here relu6, leaky, thresholded and learned ones
 * too lose what is negative, and pass on the rest by their own slope. Other activations (swish, elu, tanh) keep their
 * true gradient. Values are `[h, w, c]`, in units of the score for one unit of the input.
 *
 * It draws edges of the image rather than what the class rests on: with the last layers' weights made random it
 * looks much the same (Adebayo et al. 2018, "Sanity checks for saliency maps"; Nie, Zhang and Patel 2018).
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const edges = await guidedBackprop(network, image, { target: 7 });
 */
export async function guidedBackprop(
  model: Network,
  image: ImageInput,
  options: GuidedBackpropOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function guidedBackprop(
  model: Network,
  image: ImageInput,
  options?: GuidedBackpropOptions & OneClass,
): Promise<AttributionDocument>;
export async function guidedBackprop(
  model: Network,
  image: ImageInput,
  options?: GuidedBackpropOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function guidedBackprop(
  model: Network,
  image: ImageInput,
  options: GuidedBackpropOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('guided-backprop', model);
  const inquiry = await inquire({ name: 'guided-backprop', options: [], needs: 'network' }, model, image, options);
  const maps = await gradientsAtImage(inquiry, guidedRule);
  const [, ...shape] = inquiry.input.values.shape;
  const documents = inquiry.questions.map((question, i) =>
    attributionDocument(inquiry, {
      question,
      name: 'guided-backprop',
      options: {},
      values: { shape, data: maps[i] },
      sentences: rectifierSentences(model),
    }),
  );
  return asAsked(documents, options);
}
