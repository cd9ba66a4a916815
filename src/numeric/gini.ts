import { sortedMagnitudes } from './sorted-magnitudes.js';

/**
 * Gini's index of the magnitudes: 0 where all are equal, towards 1 where one holds everything (Hurley and Rickard 2009,
 * "Comparing measures of sparsity"). `null` where all are 0 or there are none.
 */
export function gini(values: ArrayLike<number>): number | null {
  const n = values.length;
  const sorted = sortedMagnitudes(values);
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    sum += sorted[i];
    weighted += sorted[i] * (n - i - 0.5);
  }
  return sum === 0 ? null : 1 - (2 * weighted) / (sum * n);
}
