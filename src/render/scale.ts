/** One symmetric scale for signed values: `-limit` and `limit` get the strongest colours, zero is in the middle. */
export interface SymmetricScale {
  /** 0 where every value is 0. */
  readonly limit: number;
  /** Share 0..1 of the values that lie beyond the limit and are drawn in its colour. */
  readonly clippedShare: number;
}

/** One scale for values that start at zero (or below it). */
export interface SequentialScale {
  readonly low: number;
  readonly high: number;
  /** Share 0..1 of the values that lie beyond `high` and are drawn in its colour. */
  readonly clippedShare: number;
}

type Values = Iterable<number> & { readonly length: number };

/**
 * The scale that signed values share, from the quantile of their absolute values. Fewer than 1,000 values are not clipped at the
 * default, as their 99.9th percentile is their largest.
 * @param quantile 0..1, default 0.999.
 */
export function symmetricScale(values: Values, quantile = 0.999): SymmetricScale {
  const sorted = Float64Array.from(values, Math.abs).sort();
  const limit = upperQuantile(sorted, quantile);
  return { limit, clippedShare: shareAbove(sorted, limit) };
}

/**
 * The scale that activations share: from zero (or the lowest value, if that is negative) to the quantile of the values.
 * @param quantile 0..1, default 0.999.
 */
export function sequentialScale(values: Values, quantile = 0.999): SequentialScale {
  const sorted = Float64Array.from(values).sort();
  const high = Math.max(0, upperQuantile(sorted, quantile));
  return { low: Math.min(0, sorted[0] ?? 0), high, clippedShare: shareAbove(sorted, high) };
}

/** Where a value stands on a sequential scale: 0 at `low`, 1 at `high`; 0 if the scale has no extent. */
export function positionOn({ low, high }: SequentialScale, value: number): number {
  return high > low ? (value - low) / (high - low) : 0;
}

/** The smallest value that at least this share of the sorted values does not exceed. */
function upperQuantile(sorted: Float64Array, quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(quantile * sorted.length) - 1))] ?? 0;
}

function shareAbove(sorted: Float64Array, limit: number): number {
  let above = 0;
  while (above < sorted.length && sorted[sorted.length - 1 - above] > limit) above++;
  return sorted.length ? above / sorted.length : 0;
}
