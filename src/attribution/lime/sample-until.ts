import { momentsOf } from '../../numeric/least-squares.js';
import { quantile } from '../../numeric/quantile.js';
import { growUntilSettled, type Sampling } from '../perturbation/grow-until-settled.js';
import { isStable, type StabilityCriterion } from '../surrogate/stability.js';
import { fitSurrogate, type Regression, surrogateCovariance } from '../surrogate/surrogate.js';
import type { ResolvedLime } from './options.js';
import type { Sampler } from './sampler.js';

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
  const { columns } = sampler.neighbourhood().design;
  return growUntilSettled({
    samples,
    first: Math.max(100, 2 * columns),
    most: maxSamples,
    grow: sampler.grow,
    isSettled: () => rankingIsStable(sampler, regression, { top: stableTop, confidence, tolerance }),
  });
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
