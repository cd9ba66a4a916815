import { Matrix, solve } from 'ml-matrix';
import type { Moments, ResponseMoments } from './least-squares.js';

/** One corner of the piecewise linear path. */
export interface LassoPathPoint {
  /** The largest absolute covariance that is left, in the units of `cross`. */
  readonly penalty: number;
  readonly coefficients: Float64Array;
}

/**
 * The corners of the lasso's path from no column to least squares: least angle regression in which a coefficient that
 * reaches zero leaves (Efron, Hastie, Johnstone and Tibshirani 2004, "Least angle regression", section 3.1; as
 * scikit-learn's `lars_path` with `method='lasso'`). A column that depends on those already in is left out for good.
 */
export function lassoPath({ columns, gram }: Moments, { cross }: ResponseMoments, maxSteps = 500): LassoPathPoint[] {
  const covariance = Float64Array.from(cross);
  const coefficients = new Float64Array(columns);
  const banned = new Set<number>();
  const scale = Math.max(...cross.map(Math.abs), 0);
  let active: number[] = [];
  let dropped = -1;
  const path: LassoPathPoint[] = [{ penalty: scale, coefficients: coefficients.slice() }];
  while (path.length <= maxSteps) {
    const entering = dropped < 0 ? strongest(covariance, (j) => active.includes(j) || banned.has(j)) : -1;
    if (entering >= 0 && Math.abs(covariance[entering]) > 1e-10 * scale) {
      if (isDependent(gram, columns, active, entering)) {
        banned.add(entering);
        continue;
      }
      active.push(entering);
    } else if (dropped < 0) break;
    if (active.length === 0) break;
    const step = nextCorner(gram, columns, covariance, coefficients, active, banned, dropped);
    active.forEach((j, i) => {
      coefficients[j] += step.length * step.direction[i];
    });
    for (let j = 0; j < columns; j++) covariance[j] -= step.length * step.slopes[j];
    dropped = step.leaving;
    if (dropped >= 0) {
      coefficients[dropped] = 0;
      active = active.filter((j) => j !== dropped);
    }
    path.push({
      penalty: Math.max(0, ...active.map((j) => Math.abs(covariance[j]))),
      coefficients: coefficients.slice(),
    });
  }
  return path;
}

interface Step {
  readonly length: number;
  readonly direction: readonly number[];
  /** How fast each column's covariance falls. */
  readonly slopes: Float64Array;
  /** The column whose coefficient reaches zero first, or -1. */
  readonly leaving: number;
}

/** How far to go so that another column ties, a coefficient vanishes, or nothing is left to explain. */
function nextCorner(
  gram: Float64Array,
  columns: number,
  covariance: Float64Array,
  coefficients: Float64Array,
  active: readonly number[],
  banned: ReadonlySet<number>,
  dropped: number,
): Step {
  const signs = active.map((j) => Math.sign(covariance[j]));
  const direction = solve(activeGram(gram, columns, active), Matrix.columnVector(signs)).to1DArray();
  const slopes = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    slopes[j] = active.reduce((sum, a, i) => sum + direction[i] * gram[j * columns + a], 0);
  }
  const level = Math.max(...active.map((j) => Math.abs(covariance[j])));
  let length = level;
  for (let j = 0; j < columns; j++) {
    if (active.includes(j) || banned.has(j)) continue;
    // A column that has just left lies on the level and moves inwards: it must not tie at once.
    const nearest = (j === dropped ? 1e-9 : -1e-9) * level;
    const tie = (gap: number, speed: number) => {
      if (speed > 1e-12 && gap > nearest) length = Math.min(length, Math.max(gap, 0) / speed);
    };
    tie(level - covariance[j], 1 - slopes[j]);
    tie(level + covariance[j], 1 + slopes[j]);
  }
  let leaving = -1;
  active.forEach((j, i) => {
    const zero = -coefficients[j] / direction[i];
    if (zero > 0 && zero < length) [length, leaving] = [zero, j];
  });
  return { length, direction, slopes, leaving };
}

function strongest(values: Float64Array, isOut: (index: number) => boolean): number {
  let best = -1;
  values.forEach((value, j) => {
    if (!isOut(j) && (best < 0 || Math.abs(value) > Math.abs(values[best]))) best = j;
  });
  return best;
}

function activeGram(gram: Float64Array, columns: number, active: readonly number[]): Matrix {
  return new Matrix(active.map((i) => active.map((j) => gram[i * columns + j])));
}

/** Whether what a column adds to the active ones is lost in rounding. */
function isDependent(gram: Float64Array, columns: number, active: readonly number[], entering: number): boolean {
  const own = gram[entering * columns + entering];
  if (own <= 0) return true;
  if (active.length === 0) return false;
  const shared = Matrix.columnVector(active.map((j) => gram[entering * columns + j]));
  const explained = shared
    .transpose()
    .mmul(solve(activeGram(gram, columns, active), shared))
    .get(0, 0);
  return own - explained < 1e-10 * own;
}
