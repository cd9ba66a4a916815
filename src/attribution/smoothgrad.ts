import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { inquire } from './inquiry.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { certaintyChecks } from './smoothgrad/certainty.js';
import { resolveSmoothgrad, SMOOTHGRAD_OPTIONS, type SmoothgradOptions } from './smoothgrad/options.js';
import { sampleGradients } from './smoothgrad/sample-gradients.js';

/**
 * How the score of a class changes with each value, averaged over noisy copies of the image, which takes the jitter out of
 * the gradient (Smilkov, Thorat, Kim, Viégas and Wattenberg 2017, "SmoothGrad: removing noise by adding noise").
 *
 * As in the paper the noise is normal, its standard deviation a share of the range of this image's values (0.15; the
 * paper: 0.1 to 0.2). Other forms: `squared`, the mean of the squared gradients, as in SmoothGrad-Squared (Hooker, Erhan,
 * Kindermans and Kim 2019), and `variance`, the mean squared deviation from their mean, as in VarGrad (Adebayo et al.
 * 2018); both are never negative.
 *
 * Values are `[h, w, c]`, in units of the score for one unit of the input (the other forms: squared).
 * `samples: 'auto'` draws until the standard error of the strongest tenth of the values allows it, at two looks in a row; as those values
 * are chosen by the same samples, and looked at often, the confidence is nominal. Memory holds one batch and two sums.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option or class that does not
 * exist; the signal's reason when aborted.
 * @example
 * const slope = await smoothgrad(network, image, { target: 7, samples: 50, noise: 0.15, seed: 1 });
 */
export async function smoothgrad(
  model: Network,
  image: ImageInput,
  options: SmoothgradOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function smoothgrad(
  model: Network,
  image: ImageInput,
  options?: SmoothgradOptions & OneClass,
): Promise<AttributionDocument>;
export async function smoothgrad(
  model: Network,
  image: ImageInput,
  options?: SmoothgradOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function smoothgrad(
  model: Network,
  image: ImageInput,
  options: SmoothgradOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('smoothgrad', model);
  const settings = resolveSmoothgrad(options);
  const inquiry = await inquire(
    { name: 'smoothgrad', options: SMOOTHGRAD_OPTIONS, needs: 'network' },
    model,
    image,
    options,
  );
  const { shape, data } = inquiry.input.values;
  const sigma = settings.noise * spanOf(data);
  const { moments, sampling } = await sampleGradients(inquiry, sigma, settings);
  const documents = inquiry.questions.map((question, i) => {
    const { count, mean, squares } = moments[i];
    const found = settings.form === 'variance' ? squares.map((sum) => sum / count) : mean;
    return attributionDocument(inquiry, {
      question,
      name: 'smoothgrad',
      options: settings,
      values: { shape: shape.slice(1), data: Float32Array.from(found) },
      result: { samples: count },
      checks: certaintyChecks(moments[i], sampling, settings),
      sentences: sigma === 0 ? ['The image is of one value, so that a share of its range is no noise at all.'] : [],
      random: true,
    });
  });
  return asAsked(documents, options);
}

/** Largest minus smallest value. */
function spanOf(data: Float32Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}
