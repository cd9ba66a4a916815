import { Matrix } from 'ml-matrix';
import { type Design, eachRow, type Moments, type Rows, scatterOf } from './least-squares.js';
import type { LinearFit } from './linear-fit.js';
import { inverseGram } from './ridge.js';

/**
 * The covariance of the coefficients of a weighted ridge fit over repeated draws of the `n` observations:
 * `A^-1 M A^-1` with `A = sum w (x - m)(x - m)' + alpha I`, `M = sum s s' - (sum s)(sum s)' / n` and
 * `s = w e / (1 - h) (x - m)`, where `m` is the weighted mean, `e` the residual and
 * `h = w (1 / sum w + (x - m)' A^-1 (x - m))` the leverage of an observation.
 * This is White's sandwich (1980) in the form HC3 of MacKinnon and White (1985), close to the jackknife: it needs
 * neither equal variances nor a true linear model, and takes what the linear model misses for noise of the draw.
 * The second term of `M` belongs to the penalty: it keeps the `s` from adding up to 0 (they add up to about `alpha b`).
 * `[k, k]` for the `k` columns of the fit. For a lasso, with `alpha` 0: given the columns and signs it chose.
 */
export function sandwichCovariance(
  design: Design,
  weights: ArrayLike<number>,
  response: ArrayLike<number>,
  moments: Moments,
  fit: LinearFit,
  alpha: number,
  rows?: Rows,
): Matrix {
  const { columns } = fit;
  if (columns.length === 0) return new Matrix(0, 0);
  const inverse = inverseGram(moments, alpha, columns);
  const selected = columns.length === design.columns ? design : selectColumns(design, columns);
  const centre = Float64Array.from(columns, (column) => moments.means[column]);
  const influence = influences(selected, weights, response, fit, centre, inverse.to1DArray(), moments.total, rows);
  const squares = influence.map((value) => value ** 2);
  const scatter = scatterOf(selected, squares, centre, rows);
  const sum = influenceSum(selected, influence, centre, rows);
  const count = rows?.length ?? design.rows;
  const meat = new Matrix(
    columns.map((_, i) => sum.map((own, k) => scatter[i * sum.length + k] - (sum[i] * own) / count)),
  );
  return inverse.mmul(meat).mmul(inverse);
}

/** `w e / (1 - h)` of each row. */
function influences(
  design: Design,
  weights: ArrayLike<number>,
  response: ArrayLike<number>,
  { coefficients, intercept }: LinearFit,
  centre: Float64Array,
  inverse: readonly number[],
  total: number,
  rows: Rows,
): Float64Array {
  const { columns } = design;
  const pulled = centre.map((_, i) => centre.reduce((sum, value, k) => sum + inverse[i * columns + k] * value, 0));
  const offset = centre.reduce((sum, value, i) => sum + value * pulled[i], 0);
  const influence = new Float64Array(design.rows);
  eachRow(design, rows, (row, indices, values, length) => {
    let predicted = intercept;
    let distance = offset;
    for (let i = 0; i < length; i++) {
      const start = indices[i] * columns;
      let cross = 0;
      for (let k = i + 1; k < length; k++) cross += inverse[start + indices[k]] * values[k];
      distance += values[i] * (inverse[start + indices[i]] * values[i] + 2 * cross - 2 * pulled[indices[i]]);
      predicted += coefficients[indices[i]] * values[i];
    }
    const leverage = Math.min(weights[row] * (1 / total + distance), 0.999);
    influence[row] = (weights[row] * (response[row] - predicted)) / (1 - leverage);
  });
  return influence;
}

/** The sum of `influence * (x - centre)`. */
function influenceSum(design: Design, influence: Float64Array, centre: Float64Array, rows: Rows): number[] {
  const sum = new Array<number>(design.columns).fill(0);
  let total = 0;
  eachRow(design, rows, (row, indices, values, length) => {
    total += influence[row];
    for (let i = 0; i < length; i++) sum[indices[i]] += influence[row] * values[i];
  });
  return sum.map((value, i) => value - total * centre[i]);
}

function selectColumns({ rows, columns, data }: Design, selected: readonly number[]): Design {
  const chosen = new Float64Array(rows * selected.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < selected.length; i++) chosen[row * selected.length + i] = data[row * columns + selected[i]];
  }
  return { rows, columns: selected.length, data: chosen };
}
