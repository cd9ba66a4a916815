import { momentsOf } from '../../numeric/least-squares.js';
import { quantile } from '../../numeric/quantile.js';
import { checkpoints, isStable, type StabilityCriterion } from '../surrogate/stability.js';
import { fitSurrogate, type Regression, surrogateCovariance } from '../surrogate/surrogate.js';
import type { ResolvedLime } from './options.js';
import type { Sampler } from './sampler.js';

/** How the number of samples came about. */
export interface Sampling {
  /** Whether the ranking settled; `null` where the number was given. */
  readonly settled: boolean | null;
  /** After how many samples the ranking was looked at. */
  readonly checkpoints: readonly number[];
}

/** At how many checks in a row the ranking must be stable: one alone may be luck. */
const IN_A_ROW = 2;

/**
 * Draws the number of samples that was asked for, or until the ranking is stable.
 * @throws RangeError if the kernel gave all of them no weight.
 */
export async function sampleUntil(sampler: Sampler, settings: ResolvedLime, regression: Regression): Promise<Sampling> {
  const sampling = await draw(sampler, settings, regression);
  if (sampler.neighbourhood().weights.some((weight) => weight > 0)) return sampling;
  const distances = sampler.distances();
  const [nearest, farthest] = [quantile(distances, 0), quantile(distances, 1)].map((value) => value.toPrecision(3));
  throw new RangeError(
    `Cannot fit the local model: at distances ${nearest} to ${farthest} the kernel gives all ${distances.length} samples weight 0, expected a larger kernelWidth than ${settings.kernelWidth}`,
  );
}

async function draw(sampler: Sampler, settings: ResolvedLime, regression: Regression): Promise<Sampling> {
  const { samples, maxSamples, stableTop, confidence, tolerance } = settings;
  if (samples === 'auto')
    return sampleUntilStable(sampler, maxSamples, regression, { top: stableTop, confidence, tolerance });
  await sampler.grow(samples);
  return { settled: null, checkpoints: [] };
}

/**
 * Draws samples until the ranking of every score's largest weights is stable by `criterion` at two checkpoints in a row,
 * or there are `most`. The checkpoints grow by a quarter, from 100 or twice the number of regions.
 */
async function sampleUntilStable(
  sampler: Sampler,
  most: number,
  regression: Regression,
  criterion: StabilityCriterion,
): Promise<Sampling> {
  const { columns } = sampler.neighbourhood().design;
  const seen: number[] = [];
  let stable = 0;
  for (const samples of checkpoints(Math.max(100, 2 * columns), most)) {
    await sampler.grow(samples);
    seen.push(samples);
    stable = rankingIsStable(sampler, regression, criterion) ? stable + 1 : 0;
    if (stable === IN_A_ROW) return { settled: true, checkpoints: seen };
  }
  return { settled: false, checkpoints: seen };
}

function rankingIsStable(sampler: Sampler, regression: Regression, criterion: StabilityCriterion): boolean {
  const neighbourhood = sampler.neighbourhood();
  const moments = momentsOf(neighbourhood.design, neighbourhood.weights);
  if (!(moments.total > 0)) return false;
  return sampler.scores().every((scores) => {
    const surrogate = fitSurrogate(neighbourhood, scores, regression, undefined, moments);
    const { columns, covariance } = surrogateCovariance(neighbourhood, scores, regression, surrogate);
    return isStable(surrogate.weights, columns, covariance, criterion);
  });
}
