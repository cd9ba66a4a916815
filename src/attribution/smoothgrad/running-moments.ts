import { quantile } from '../../numeric/quantile.js';

/** Mean and spread of maps that come one by one (Welford 1962), each value for itself. */
export interface RunningMoments {
  /** How many maps there were. */
  readonly count: number;
  readonly mean: Float64Array;
  /** Sum of squared differences from the mean. */
  readonly squares: Float64Array;
}

export function startMoments(size: number): RunningMoments {
  return { count: 0, mean: new Float64Array(size), squares: new Float64Array(size) };
}

/** The moments with one more map. The arrays are written on and handed on: there is one of each however many maps come. */
export function withMap(
  { count, mean, squares }: RunningMoments,
  map: Float32Array,
  transform: 'plain' | 'squared',
): RunningMoments {
  const next = count + 1;
  for (let i = 0; i < mean.length; i++) {
    const value = transform === 'squared' ? map[i] * map[i] : map[i];
    const difference = value - mean[i];
    mean[i] += difference / next;
    squares[i] += difference * (value - mean[i]);
  }
  return { count: next, mean, squares };
}

/**
 * Standard error of the mean as a share of the mean, averaged over the tenth of the values with the largest mean. `null` where it cannot be
 * told: from one map, or where all means are 0.
 */
export function relativeError({ count, mean, squares }: RunningMoments): number | null {
  if (count < 2) return null;
  const magnitudes = mean.map(Math.abs);
  const threshold = quantile(magnitudes, 0.9);
  let [sum, values] = [0, 0];
  for (let i = 0; i < mean.length; i++) {
    if (magnitudes[i] < threshold || magnitudes[i] === 0) continue;
    sum += Math.sqrt(squares[i] / (count - 1) / count) / magnitudes[i];
    values++;
  }
  return values === 0 ? null : sum / values;
}
