import type { Moments, ResponseMoments } from './least-squares.js';

/** A linear model of some of the columns. */
export interface LinearFit {
  /** Which columns take part. */
  readonly columns: readonly number[];
  /** One coefficient for each of `columns`. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Weighted coefficient of determination; `null` where the response does not vary. */
  readonly r2: number | null;
}

/** Completes a fit of the centred columns: its intercept and its weighted R2. */
export function linearFit(
  moments: Moments,
  response: ResponseMoments,
  columns: readonly number[],
  coefficients: Float64Array,
): LinearFit {
  let intercept = response.mean;
  let unexplained = response.variation;
  columns.forEach((column, i) => {
    intercept -= coefficients[i] * moments.means[column];
    unexplained -= 2 * coefficients[i] * response.cross[column];
    columns.forEach((other, k) => {
      unexplained += coefficients[i] * coefficients[k] * moments.gram[column * moments.columns + other];
    });
  });
  return {
    columns,
    coefficients,
    intercept,
    r2: varies(moments, response) ? 1 - unexplained / response.variation : null,
  };
}

/** Whether a response varies by more than the rounding of its mean in single precision, in which classifiers compute. */
export function varies({ total }: Moments, { mean, variation }: ResponseMoments): boolean {
  return variation > total * (1e-6 * mean) ** 2;
}

/** What the model says of one observation. */
export function predictLinear(fit: LinearFit, observation: ArrayLike<number>, offset = 0): number {
  return fit.columns.reduce(
    (sum, column, i) => sum + fit.coefficients[i] * observation[offset + column],
    fit.intercept,
  );
}
