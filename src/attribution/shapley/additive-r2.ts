import { sizeCounts, sizeOfRow, sizeWeights } from './shapley-kernel.js';

/**
 * How much of the way the score varies over coalitions the sum of the weights explains: R2 about the mean, weighted by the
 * Shapley kernel. `shown` is `[n, regions]`, `values` the score of each row, row 0 that of the baseline. `null` where there
 * are fewer than two regions or the score does not vary.
 */
export function additiveR2(shown: Uint8Array, values: Float64Array, weights: Float64Array): number | null {
  const players = weights.length;
  const [bySize, counts] = [sizeWeights(players), sizeCounts(players)];
  const kernel = Float64Array.from(values, (_, row) => {
    const size = sizeOfRow(shown, players, row);
    return bySize[size] / counts[size];
  });
  return weightedR2({ shown, values, kernel, weights, intercept: values[0] });
}

interface AdditiveModel {
  readonly shown: Uint8Array;
  readonly values: Float64Array;
  /** Of each row. */
  readonly kernel: Float64Array;
  readonly weights: Float64Array;
  readonly intercept: number;
}

/** Weighted R2 of `intercept + shown * weights`; `null` where the values vary by no more than rounding in single precision. */
export function weightedR2({ shown, values, kernel, weights, intercept }: AdditiveModel): number | null {
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, row) => sum + kernel[row] * value, 0) / total;
  let [variation, unexplained] = [0, 0];
  values.forEach((value, row) => {
    const said = weights.reduce((sum, weight, i) => sum + weight * shown[row * weights.length + i], intercept);
    variation += kernel[row] * (value - mean) ** 2;
    unexplained += kernel[row] * (value - said) ** 2;
  });
  return variation > total * (1e-6 * mean) ** 2 ? 1 - unexplained / variation : null;
}
