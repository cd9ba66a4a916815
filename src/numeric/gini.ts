import { rankedSums } from './ranked-sums.js';

/**
 * Gini's index of the magnitudes: 0 where all are equal, towards 1 where one holds everything (Hurley and Rickard 2009,
 * "Comparing measures of sparsity"). `null` where all are 0 or there are none.
 */
export function gini(values: ArrayLike<number>): number | null {
  const n = values.length;
  const { sum, ranked } = rankedSums(values);
  return sum === 0 ? null : (2 * ranked + sum) / (sum * n) - 1;
}
