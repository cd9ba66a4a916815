import { finiteNumber, oneOf, wholeNumber } from '../attribution/option-checks.js';
import { nameOf } from '../attribution/target.js';
import type { ImageInput } from '../image/image.js';
import { isNetwork, type Network } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import { layersFromTop, randomiseNetwork } from '../network/randomise.js';
import { type MapSimilarity, mapSimilarity } from './map-similarity.js';
import { placesOf } from './perturbation/places.js';
import { explainAgain } from './re-explain.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';

export interface RandomisationOptions extends MetricOptions {
  /** How many depths are looked at, from the output to the input, from 1; at most one a layer. Default: 5. */
  readonly depths?: number;
  /** How weights are drawn, see `randomiseNetwork`. Default: `moments`. */
  readonly initialisation?: 'moments' | 'glorot';
  /** Mean rank correlation from which on a method fails, -1..1. Default: 0.5. */
  readonly limit?: number;
}

export interface Randomisation {
  /** One a depth: `layer` is the lowest of the `layers` that were randomised. */
  readonly depths: readonly (MapSimilarity & { readonly layer: string; readonly layers: number })[];
  /** Mean rank correlation over the upper half of the depths. A map that became empty is not like the first one: 0. */
  readonly similarity: number;
  readonly limit: number;
  /** `null` where the map has too few places to tell. */
  readonly passes: boolean | null;
}

/** Fewer places correlate by chance. */
const FEWEST = 10;

const OPTIONS = ['depths', 'initialisation', 'limit'];

/**
 * Whether an explanation depends on what the network has learned: its layers are randomised one after the other from the
 * output down, and the map is made again each time (cascading randomisation; Adebayo et al. 2018, "Sanity checks for
 * saliency maps"). A map that stays alike shows the image, not the network.
 *
 * The paper leaves the verdict to the eye; here the mean rank correlation over the upper half of the depths must stay below
 * `limit`: methods that do not depend on the upper layers are those that it says fail. Signed values are compared:
 * magnitudes stay alike wherever the image is black, whatever the network (both are in the result).
 * @throws TypeError for a classifier that is no network; otherwise as `deletion`.
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
  const { depths: wanted, initialisation, limit } = checkRandomisation(options);
  const { model, document, seed, signal, onProgress } = trial;
  if (!isNetwork(model)) {
    throw new TypeError(
      `Cannot randomise ${nameOf(model)}: expected a network with layers, this classifier only predicts`,
    );
  }
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
  const similarity = upper.reduce((sum, { spearman }) => sum + (spearman ?? 0), 0) / upper.length;
  const enough = placesOf(document, 1).count >= FEWEST;
  return { depths, similarity, limit, passes: enough ? similarity < limit : null };
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

function checkRandomisation({ depths = 5, initialisation = 'moments', limit = 0.5 }: RandomisationOptions) {
  return {
    depths: wholeNumber('depths', depths, 1),
    initialisation: oneOf('initialisation', initialisation, ['moments', 'glorot']),
    limit: finiteNumber('limit', limit, 'a number from -1 to 1', (value) => value >= -1 && value <= 1),
  };
}
