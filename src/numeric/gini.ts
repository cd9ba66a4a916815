import { rankedSums } from './ranked-sums.js';

/**
 * Gini's index of the magnitudes: 0 where all are equal, towards 1 where one holds everything (Hurley and Rickard 2009,
 * "Comparing measures of sparsity"). `null` where all are 0 or there are none. Of 512 values and more magnitudes that
 * differ by less than one part in 8,192 count in any order: exact to 1e-7 where they are spread out, to 1e-4 where all lie so close.
 */
export function gini(values: ArrayLike<number>): number | null {
  const n = values.length;
  const { sum, ranked } = rankedSums(values);
  return sum === 0 ? null : (2 * ranked + sum) / (sum * n) - 1;
}
