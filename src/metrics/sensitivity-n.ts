import { wholeNumber } from '../attribution/option-checks.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { correlation } from '../numeric/rank-correlation.js';
import { placesOf } from './perturbation/places.js';
import { checkSubsetOptions, SUBSET_OPTIONS, type SubsetOptions, studySubsets } from './perturbation/subset-study.js';
import { type EvidenceDocument, openTrial, type Trial } from './trial.js';

export interface SensitivityNOptions extends SubsetOptions {
  /** Numbers of places that are hidden together, each from 1. Default: up to 10, from 1 to 80 % of the places, evenly on a log scale. */
  readonly sizes?: readonly number[];
}

/** For each number of places: the correlation, -1..1; `null` where it is not defined. */
export type SensitivityN = readonly { readonly n: number; readonly correlation: number | null }[];

const OPTIONS = [...SUBSET_OPTIONS, 'sizes'];

/**
 * How well the sums over `n` places go with the change of the score when these are hidden, for each `n` (Ancona et al.
 * 2018, "Towards better understanding of gradient-based attribution methods"). A map is sensitivity-n if the
 * correlation is 1; here it is told how near it is; 100 random sets a number by default.
 * @throws as `deletion`.
 */
export async function sensitivityN(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: SensitivityNOptions = {},
): Promise<SensitivityN> {
  checkSubsetOptions(options, 100);
  const spec = { name: 'sensitivityN', options: OPTIONS };
  return sensitivityNOf(await openTrial(spec, model, image, document, options), options);
}

export async function sensitivityNOf(trial: Trial, options: SensitivityNOptions): Promise<SensitivityN> {
  const { samples, ...study } = checkSubsetOptions(options, 100);
  const { count } = placesOf(trial.document, study.block);
  const sizes = (options.sizes ?? spread(count)).map((n) => wholeNumber('sizes', n, 1, count));
  const each = sizes.flatMap((n) => new Array<number>(samples).fill(n));
  const { predicted, changed } = await studySubsets(trial, () => each, study);
  return sizes.map((n, i) => {
    const [from, to] = [i * samples, (i + 1) * samples];
    return { n, correlation: correlation(predicted.subarray(from, to), changed.subarray(from, to)) };
  });
}

function spread(count: number): number[] {
  const most = Math.max(1, 0.8 * count);
  return [...new Set(Array.from({ length: 10 }, (_, i) => Math.round(most ** (i / 9))))];
}
