import { finiteNumber, oneOf, wholeNumber } from '../attribution/option-checks.js';
import { nameOf } from '../attribution/target.js';
import type { ImageInput } from '../image/image.js';
import { isNetwork, type Network } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import { layersFromTop, randomiseNetwork } from '../network/randomise.js';
import { type MapSimilarity, mapSimilarity } from './map-similarity.js';
import { SMALLEST_HOG } from './oriented-gradients.js';
import { placesOf } from './perturbation/places.js';
import { explainAgain } from './re-explain.js';
import { SMALLEST_SSIM } from './structural-similarity.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';

const MEASURES = ['spearman', 'ssim', 'hog'] as const;
type Measure = (typeof MEASURES)[number];

export interface RandomisationOptions extends MetricOptions {
  /** How many depths are looked at, from the output to the input, from 1; at most one a layer. Default: 5. */
  readonly depths?: number;
  /** How weights are drawn, see `randomiseNetwork`. Default: `moments`. */
  readonly initialisation?: 'moments' | 'glorot';
  /**
   * How maps are compared: rank correlation (`spearman`), structural similarity (`ssim`), or correlation of the histograms of
   * oriented gradients (`hog`), see `mapSimilarity`. Default: `spearman`.
   */
  readonly measure?: Measure;
  /** Mean similarity from which on a method fails, -1..1. Default: 0.5 of `spearman`; the others have none, and so no verdict. */
  readonly limit?: number;
}

export interface Randomisation {
  /** One a depth: `layer` is the lowest of the `layers` that were randomised. */
  readonly depths: readonly (MapSimilarity & { readonly layer: string; readonly layers: number })[];
  readonly measure: Measure;
  /** Mean over the upper half of the depths, by the measure. A map that became empty is not like the first one: 0. */
  readonly similarity: number;
  readonly limit: number | null;
  /** `null` where the map has too few places to tell, or there is no limit. */
  readonly passes: boolean | null;
}

/** Fewer places correlate by chance. */
const FEWEST = 10;

const OPTIONS = ['depths', 'initialisation', 'measure', 'limit'];

/**
 * Whether an explanation depends on what the network has learned: its layers are randomised one after the other from the
 * output down, and the map is made again each time (cascading randomisation; Adebayo et al. 2018, "Sanity checks for
 * saliency maps"). A map that stays alike shows the image, not the network.
 *
 * The paper leaves the verdict to the eye; here the mean similarity over the upper half of the depths must stay below
 * `limit`, by one of the paper's three measures: methods that do not depend on the upper layers are those that it says fail. Signed values are compared:
 * magnitudes stay alike wherever the image is black, whatever the network (all are in the result).
 * @throws TypeError for a classifier that is no network; RangeError for a picture that is too small for the measure; otherwise as
 * `deletion`.
 * @example
 * const { passes, depths } = await randomisation(network, image, document);
 */
export async function randomisation(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: RandomisationOptions = {},
): Promise<Randomisation> {
  checkRandomisation(options);
  const trial = await openTrial({ name: 'randomisation', options: OPTIONS }, model, image, document, options);
  return randomisationOf(trial, options);
}

export async function randomisationOf(trial: Trial, options: RandomisationOptions): Promise<Randomisation> {
  const { depths: wanted, initialisation, measure, limit } = checkRandomisation(options);
  const { model, document, seed, signal, onProgress } = trial;
  if (!isNetwork(model)) {
    throw new TypeError(
      `Cannot randomise ${nameOf(model)}: expected a network with layers, this classifier only predicts`,
    );
  }
  checkFits(document, measure);
  const layers = layersFromTop(model);
  const counts = depthsOf(layers.length, wanted);
  const depths = [];
  for (const [i, count] of counts.entries()) {
    signal?.throwIfAborted();
    const changed = await explainRandomised(trial, model, { layers: layers.slice(0, count), initialisation, seed });
    depths.push({ layer: layers[count - 1], layers: count, ...mapSimilarity(document, changed) });
    onProgress?.({ done: i + 1, total: counts.length, stage: 'Randomising the network' });
  }
  const upper = depths.slice(0, Math.ceil(depths.length / 2));
  const similarity = upper.reduce((sum, depth) => sum + (depth[measure] ?? 0), 0) / upper.length;
  const enough = placesOf(document, 1).count >= FEWEST;
  return { depths, measure, similarity, limit, passes: enough && limit !== null ? similarity < limit : null };
}

const SMALLEST: Readonly<Record<Measure, number>> = { spearman: 1, ssim: SMALLEST_SSIM, hog: SMALLEST_HOG };

function checkFits({ image: { name, width, height } }: EvidenceDocument, measure: Measure): void {
  const least = SMALLEST[measure];
  if (Math.min(width, height) >= least) return;
  throw new RangeError(
    `Cannot compare maps of "${name}" by ${measure}: it is ${width} x ${height}, expected at least ${least} x ${least}`,
  );
}

async function explainRandomised(
  trial: Trial,
  network: Network,
  options: Parameters<typeof randomiseNetwork>[1],
): Promise<EvidenceDocument> {
  const randomised = await randomiseNetwork(network, options);
  try {
    return await explainAgain(trial, { model: randomised });
  } finally {
    await randomised.dispose();
  }
}

/** Numbers of layers, evenly spread from 1 to all. */
function depthsOf(layers: number, wanted: number): number[] {
  const count = Math.min(layers, wanted);
  const even = (i: number) => (count === 1 ? layers : 1 + Math.round((i * (layers - 1)) / (count - 1)));
  return Array.from({ length: count }, (_, i) => even(i));
}

function checkRandomisation({ depths = 5, initialisation = 'moments', ...options }: RandomisationOptions) {
  const measure = oneOf('measure', options.measure ?? 'spearman', MEASURES);
  const { limit = measure === 'spearman' ? 0.5 : null } = options;
  return {
    depths: wholeNumber('depths', depths, 1),
    initialisation: oneOf('initialisation', initialisation, ['moments', 'glorot']),
    measure,
    limit:
      limit === null
        ? null
        : finiteNumber('limit', limit, 'a number from -1 to 1', (value) => value >= -1 && value <= 1),
  };
}
