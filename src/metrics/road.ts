import { finiteNumber } from '../attribution/option-checks.js';
import { evidenceMap } from '../document/evidence-map.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import type { Predictor } from '../network/predictor.js';
import { random } from '../numeric/random.js';
import { imputeLinearly } from './perturbation/impute.js';
import { fallingOrder } from './perturbation/orders.js';
import { scoreImages } from './perturbation/score-images.js';
import { type EvidenceDocument, type MetricOptions, openTrial, probabilityOr, type Trial } from './trial.js';

export interface RoadOptions extends MetricOptions {
  /** Shares of the pixels that are removed, each above 0 and below 1. Default: 0.1, 0.2, ... 0.9. */
  readonly shares?: readonly number[];
  /** Standard deviation of the noise on imputed pixels, as a share of the input's range, from 0. Default: 0.01. */
  readonly noise?: number;
}

export interface Road {
  readonly shares: readonly number[];
  /** Scores with the most, and with the least relevant pixels removed first. */
  readonly mostRelevantFirst: readonly number[];
  readonly leastRelevantFirst: readonly number[];
  /** Mean over the shares of half of least minus most: above 0 where the map knows more than chance. */
  readonly combined: number;
}

const OPTIONS = ['shares', 'noise'];

/**
 * Scores with pixels removed so that their shape tells nothing: each becomes the mean of its neighbours, plus a little
 * noise (Rong et al. 2022, "A consistent and efficient evaluation strategy for attribution methods"). `combined` is the
 * figure that pytorch-grad-cam calls ROADCombined. A map that knows nothing gets 0, by symmetry.
 * @throws as `deletion`.
 */
export async function road(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: RoadOptions = {},
): Promise<Road> {
  checkRoad(options);
  return roadOf(await openTrial({ name: 'road', options: OPTIONS }, model, image, document, options), options);
}

export async function roadOf(trial: Trial, options: RoadOptions): Promise<Road> {
  const { shares, noise } = checkRoad(options);
  const { model, input, document, seed } = trial;
  const [, height, width, channels] = input.values.shape;
  const { range } = model.input ?? ANY_INPUT;
  const deviation = noise * Math.abs(range[1] - range[0]);
  const falling = fallingOrder(evidenceMap(document, { cells: 'bilinear' }).values, seed);
  const rising = falling.toReversed();
  const scores = await scoreImages(trial, {
    count: 2 * shares.length,
    output: probabilityOr(trial),
    stage: 'Removing pixels and debiasing',
    change: (values, image) => {
      const { normal } = random(seed + image);
      const hidden = new Uint8Array(height * width);
      const order = image < shares.length ? falling : rising;
      for (const pixel of order.subarray(0, Math.round(shares[image % shares.length] * order.length)))
        hidden[pixel] = 1;
      values.set(imputeLinearly(values, [height, width, channels], hidden));
      for (let i = 0; i < values.length; i++) if (hidden[Math.floor(i / channels)]) values[i] += deviation * normal();
    },
  });
  const [most, least] = [scores.slice(0, shares.length), scores.slice(shares.length)];
  const combined = least.reduce((sum, score, i) => sum + (score - most[i]) / 2, 0) / shares.length;
  return { shares: [...shares], mostRelevantFirst: [...most], leastRelevantFirst: [...least], combined };
}

function checkRoad({ shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], noise = 0.01 }: RoadOptions) {
  if (!Array.isArray(shares) || shares.length === 0) {
    throw new TypeError('Cannot use shares: expected an array of at least one share');
  }
  for (const share of shares) {
    finiteNumber('shares', share, 'shares above 0 and below 1', (value) => value > 0 && value < 1);
  }
  return { shares: shares as readonly number[], noise: finiteNumber('noise', noise, 'a share from 0', (v) => v >= 0) };
}
