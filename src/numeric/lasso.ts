import type { Moments, ResponseMoments } from './least-squares.js';
import { type LinearFit, linearFit } from './linear-fit.js';
import { allColumns } from './ridge.js';

/**
 * Weighted lasso with an intercept that is not penalised: minimises
 * `sum weight * (y - intercept - x b)^2 / (2 * sum weight) + alpha * |b|_1` (as scikit-learn's `Lasso` with sample
 * weights), by cyclic coordinate descent until no coefficient moves by more than `tolerance` of the largest.
 */
export function lasso(
  moments: Moments,
  response: ResponseMoments,
  alpha: number,
  columns: readonly number[] = allColumns(moments),
  { tolerance = 1e-10, maxSweeps = 10_000 } = {},
): LinearFit {
  const threshold = alpha * moments.total;
  const coefficients = new Float64Array(columns.length);
  const remaining = Float64Array.from(columns, (column) => response.cross[column]);
  const gram = (i: number, k: number) => moments.gram[columns[i] * moments.columns + columns[k]];
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let [largest, moved] = [0, 0];
    for (let i = 0; i < columns.length; i++) {
      const own = gram(i, i);
      const pull = remaining[i] + own * coefficients[i];
      const next = own > 0 ? (Math.sign(pull) * Math.max(Math.abs(pull) - threshold, 0)) / own : 0;
      const step = next - coefficients[i];
      if (step !== 0) for (let k = 0; k < columns.length; k++) remaining[k] -= step * gram(i, k);
      coefficients[i] = next;
      largest = Math.max(largest, Math.abs(next));
      moved = Math.max(moved, Math.abs(step));
    }
    if (moved <= tolerance * largest) break;
  }
  return linearFit(moments, response, columns, coefficients);
}
