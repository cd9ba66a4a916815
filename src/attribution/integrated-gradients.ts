import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { quadratureOf } from './gradient/quadrature.js';
import { inquire } from './inquiry.js';
import { integrate } from './integrated-gradients/integrate.js';
import {
  baselineValues,
  type IntegratedGradientsOptions,
  integrationOptions,
  resolveIntegration,
} from './integrated-gradients/options.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';

/** Names of the method's own options. */
export const INTEGRATED_GRADIENTS_OPTIONS = ['steps', 'quadrature', 'baseline', 'baselines'];

/**
 * What each value of the image adds to the score of a class on the straight way from a baseline: the mean gradient along
 * the way times the difference (Sundararajan, Taly and Yan 2017, "Axiomatic attribution for deep networks").
 *
 * The values, `[h, w, c]`, signed, in units of the score, add up to the score of the image minus that of the baseline,
 * but for the error of the quadrature: `delta` is the sum minus that difference (captum's sign). Points and weights are captum's.
 *
 * Several `baselines` give the mean of their answers, the expected gradients of Erion, Janizek, Sturmfels, Lundberg and
 * Lee 2021. There, and in shap's GradientExplainer, each sample draws a baseline and one place on its way at random; here
 * every way is integrated with all `steps`, so that nothing is left to chance, and `delta` says how exact it is.
 *
 * Memory holds one batch of gradients, however many steps or baselines there are.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const why = await integratedGradients(network, image, { target: 7, steps: 50, baseline: 0 });
 */
export async function integratedGradients(
  model: Network,
  image: ImageInput,
  options: IntegratedGradientsOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function integratedGradients(
  model: Network,
  image: ImageInput,
  options?: IntegratedGradientsOptions & OneClass,
): Promise<AttributionDocument>;
export async function integratedGradients(
  model: Network,
  image: ImageInput,
  options?: IntegratedGradientsOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function integratedGradients(
  model: Network,
  image: ImageInput,
  options: IntegratedGradientsOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const name = 'integrated-gradients';
  checkNetwork(name, model);
  const settings = resolveIntegration(options);
  const inquiry = await inquire(
    { name, options: INTEGRATED_GRADIENTS_OPTIONS, needs: 'network' },
    model,
    image,
    options,
  );
  const found = await integrate(inquiry, {
    baselines: baselineValues(inquiry, settings),
    rule: quadratureOf(settings.quadrature, settings.steps),
  });
  const documents = inquiry.questions.map((question, i) =>
    attributionDocument(inquiry, {
      ...found[i],
      question,
      name,
      options: integrationOptions(settings),
      random: settings.baselines.includes('noise'),
    }),
  );
  return asAsked(documents, options);
}
