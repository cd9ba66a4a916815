import { formatShare } from '../../document/format.js';
import type { CheckPart } from '../../document/parts.js';
import type { Sampling } from '../perturbation/grow-until-settled.js';
import type { ResolvedSmoothgrad } from './options.js';
import { type RunningMoments, relativeError } from './running-moments.js';

/** How well the samples tell the strongest values; none for the variance, whose error is not known. */
export function certaintyChecks(
  moments: RunningMoments,
  { settled }: Sampling,
  { form, tolerance, confidence }: ResolvedSmoothgrad,
): CheckPart[] {
  const error = relativeError(moments);
  if (form === 'variance' || error === null) return [];
  const missed = `${moments.count} samples do not tell the strongest tenth of the values to ${formatShare(tolerance)} with ${formatShare(confidence)} confidence`;
  const known = `The standard error of the strongest tenth of the values is ${formatShare(error)} of each, on average`;
  return [
    {
      name: 'standard-error',
      value: error,
      passes: settled,
      sentence: settled === false ? `${missed}: take more.` : `${known}.`,
    },
  ];
}
