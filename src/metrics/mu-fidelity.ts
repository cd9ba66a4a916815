import { oneOf } from '../attribution/option-checks.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { quantile } from '../numeric/quantile.js';
import { random } from '../numeric/random.js';
import { correlation, spearman } from '../numeric/rank-correlation.js';
import {
  checkSubset,
  checkSubsetOptions,
  SUBSET_OPTIONS,
  type SubsetOptions,
  studySubsets,
} from './perturbation/subset-study.js';
import { type EvidenceDocument, openTrial, type Trial } from './trial.js';

export interface MuFidelityOptions extends SubsetOptions {
  /** Share of the places that each set hides, above 0 up to 1. Default: 0.2. */
  readonly subset?: number;
  /** `pearson`, as the paper, or `spearman`, as xplique. Default: `pearson`. */
  readonly correlation?: 'pearson' | 'spearman';
}

export interface MuFidelity {
  /** -1..1; `null` where the map or the score does not vary. */
  readonly correlation: number | null;
  /** What 95 % of random pairings of the same figures stay below. */
  readonly chance: number | null;
  /** Whether it is above chance; `null` where it is not defined. */
  readonly passes: boolean | null;
}

const OPTIONS = [...SUBSET_OPTIONS, 'subset', 'correlation'];
const PAIRINGS = 200;

/**
 * The correlation, over random sets of places, of what a map gives to a set and of how much the score falls when the set is
 * hidden (Bhatt, Weller and Moura 2020, "Evaluating and aggregating feature-based model explanations"); 200 sets by
 * default. The control pairs the same figures at random, which costs no prediction.
 * @throws as `deletion`.
 */
export async function muFidelity(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: MuFidelityOptions = {},
): Promise<MuFidelity> {
  checkOptions(options);
  return muFidelityOf(
    await openTrial({ name: 'muFidelity', options: OPTIONS }, model, image, document, options),
    options,
  );
}

export async function muFidelityOf(trial: Trial, options: MuFidelityOptions): Promise<MuFidelity> {
  const { samples, subset, kind, ...study } = checkOptions(options);
  const { predicted, changed } = await studySubsets(
    trial,
    ({ count }) => new Array<number>(samples).fill(Math.max(1, Math.round(subset * count))),
    study,
  );
  const measure = kind === 'pearson' ? correlation : spearman;
  const own = measure(predicted, changed);
  if (own === null) return { correlation: null, chance: null, passes: null };
  const { shuffle } = random(trial.seed);
  const others = Array.from({ length: PAIRINGS }, () => measure(predicted, shuffle([...changed])) ?? 0);
  const chance = quantile(others, 0.95);
  return { correlation: own, chance, passes: own > chance };
}

function checkOptions(options: MuFidelityOptions) {
  return {
    ...checkSubsetOptions(options, 200),
    subset: checkSubset(options.subset ?? 0.2),
    kind: oneOf('correlation', options.correlation ?? 'pearson', ['pearson', 'spearman']),
  };
}
