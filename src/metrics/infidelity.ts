import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { mean } from '../numeric/mean.js';
import {
  checkSubset,
  checkSubsetOptions,
  SUBSET_OPTIONS,
  type SubsetOptions,
  studySubsets,
} from './perturbation/subset-study.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';

export interface InfidelityOptions extends SubsetOptions, MetricOptions {
  /** Share of the places that each set hides, above 0 up to 1. Default: 0.2. */
  readonly subset?: number;
}

export interface Infidelity {
  /** Mean squared difference between what the map says and what happens, in squared units of the score. */
  readonly infidelity: number;
  /** The same over that of a map of zeros: 0 is exact, 1 no better than saying that nothing matters; `null` if nothing changes. */
  readonly share: number | null;
  /**
   * Share after the map is multiplied by the one number from 0 that suits it best: what its shape alone is worth, 0..1. A map that
   * points the wrong way is worth nothing (1), while the paper's and captum's factor may be negative.
   */
  readonly scaledShare: number | null;
}

const OPTIONS = [...SUBSET_OPTIONS, 'subset'];

/**
 * How far the changes that a map predicts for hidden places are from those that happen (Yeh et al. 2019, "On the
 * (in)fidelity and sensitivity of explanations"), for random sets of places; 200 sets by default.
 *
 * The paper leaves the kind of perturbation open; here places are replaced by a fill. As there, maps may be scaled by
 * their best factor first, here one that is not negative.
 * @throws as `deletion`.
 */
export async function infidelity(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: InfidelityOptions = {},
): Promise<Infidelity> {
  checkSubsetOptions(options, 200);
  checkSubset(options.subset ?? 0.2);
  return infidelityOf(
    await openTrial({ name: 'infidelity', options: OPTIONS }, model, image, document, options),
    options,
  );
}

export async function infidelityOf(trial: Trial, options: InfidelityOptions): Promise<Infidelity> {
  const { samples, ...study } = checkSubsetOptions(options, 200);
  const subset = checkSubset(options.subset ?? 0.2);
  const sizes = (count: number) => new Array<number>(samples).fill(Math.max(1, Math.round(subset * count)));
  const { predicted, changed } = await studySubsets(trial, ({ count }) => sizes(count), study);
  const own = mean(predicted.map((value, i) => (value - changed[i]) ** 2));
  const [power, shared, nothing] = [predicted, predicted, changed].map((values, k) =>
    mean(values.map((value, i) => value * (k === 1 ? changed[i] : value))),
  );
  if (nothing === 0) return { infidelity: own, share: null, scaledShare: null };
  return {
    infidelity: own,
    share: own / nothing,
    scaledShare: power === 0 ? 1 : 1 - Math.max(0, shared) ** 2 / (power * nothing),
  };
}
