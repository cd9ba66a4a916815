import { normalQuantile } from '../numeric/normal-quantile.js';

/** What a weight says of the class; `unclear` where it could as well be of the other sign. */
export type Side = 'for' | 'against' | 'unclear';

/** How often one of the weights that are compared may be called clear although it is zero. */
const ERROR_RATE = 0.05;

/**
 * How many standard errors from zero a weight must lie to be clear, where so many are compared: 1.96 for one, 3.2 for
 * forty (Bonferroni's correction: the more regions, the likelier that one of them looks strong by chance).
 */
export function clearFrom(compared: number): number {
  return normalQuantile(1 - ERROR_RATE / (2 * Math.max(1, compared)));
}

/** Which side a weight is on, where `compared` weights are looked at together. Without a standard error it is taken as it is. */
export function sideOf(
  { weight, standardError }: { readonly weight: number; readonly standardError: number | null },
  compared: number,
): Side {
  if (weight === 0 || (standardError !== null && Math.abs(weight) <= clearFrom(compared) * standardError)) {
    return 'unclear';
  }
  return weight > 0 ? 'for' : 'against';
}
