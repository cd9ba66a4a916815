import { CholeskyDecomposition, Matrix, pseudoInverse } from 'ml-matrix';
import type { Moments, ResponseMoments } from './least-squares.js';
import { type LinearFit, linearFit } from './linear-fit.js';

/**
 * Weighted ridge regression with an intercept that is not penalised: minimises
 * `sum weight * (y - intercept - x b)^2 + alpha * |b|^2` (as scikit-learn's `Ridge` with sample weights).
 * With `alpha` 0 and dependent columns, the shortest of the best coefficient vectors.
 */
export function ridge(
  moments: Moments,
  response: ResponseMoments,
  alpha: number,
  columns: readonly number[] = allColumns(moments),
): LinearFit {
  if (columns.length === 0) return linearFit(moments, response, columns, new Float64Array(0));
  const system = penalisedGram(moments, alpha, columns);
  const right = Matrix.columnVector(columns.map((column) => response.cross[column]));
  const cholesky = new CholeskyDecomposition(system);
  const solution = isSafe(cholesky) ? cholesky.solve(right) : pseudoInverse(system).mmul(right);
  return linearFit(moments, response, columns, Float64Array.from(solution.to1DArray()));
}

/** The inverse of the penalised Gram matrix of some columns (its pseudo-inverse where it has none). */
export function inverseGram(moments: Moments, alpha: number, columns: readonly number[]): Matrix {
  const system = penalisedGram(moments, alpha, columns);
  const cholesky = new CholeskyDecomposition(system);
  return isSafe(cholesky) ? cholesky.solve(Matrix.eye(columns.length)) : pseudoInverse(system);
}

export function allColumns({ columns }: Moments): number[] {
  return Array.from({ length: columns }, (_, column) => column);
}

function penalisedGram(moments: Moments, alpha: number, columns: readonly number[]): Matrix {
  const system = new Matrix(columns.length, columns.length);
  columns.forEach((column, i) => {
    columns.forEach((other, k) => {
      system.set(i, k, moments.gram[column * moments.columns + other] + (i === k ? alpha : 0));
    });
  });
  return system;
}

/** Whether the factors are good enough to solve with: no pivot is lost in rounding. */
function isSafe(cholesky: CholeskyDecomposition): boolean {
  if (!cholesky.isPositiveDefinite()) return false;
  const pivots = cholesky.lowerTriangularMatrix.diag();
  return Math.min(...pivots) > 1e-7 * Math.max(...pivots);
}
