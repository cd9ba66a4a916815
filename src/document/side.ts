/** What a weight says of the class; `unclear` where it could as well be of the other sign. */
export type Side = 'for' | 'against' | 'unclear';

/** A weight within two standard errors of zero is unclear. */
export function sideOf({
  weight,
  standardError,
}: {
  readonly weight: number;
  readonly standardError: number | null;
}): Side {
  if (weight === 0 || (standardError !== null && Math.abs(weight) <= 2 * standardError)) return 'unclear';
  return weight > 0 ? 'for' : 'against';
}
