/**
 * The value below which the share `q` (0..1) of the values lies, linear between neighbours (Hyndman and Fan's type 7,
 * the default of NumPy and R).
 * @throws RangeError without values, or if `q` is not in 0..1.
 */
export function quantile(values: ArrayLike<number>, q: number): number {
  if (values.length === 0) throw new RangeError('Cannot take a quantile of no values');
  if (!(q >= 0 && q <= 1)) throw new RangeError(`Cannot take the quantile ${q}: expected 0 to 1`);
  const sorted = Float64Array.from(values).sort();
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
