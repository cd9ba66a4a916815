import { Matrix } from 'ml-matrix';
import { type Design, scatterOf } from '../../numeric/least-squares.js';
import { inverseGram } from '../../numeric/ridge.js';
import type { PairWeights } from './pair-weights.js';

/** Scores of coalitions in pairs, as `CoalitionPairs` lays them out, and what is known beforehand. */
export interface PairScores {
  readonly shown: Uint8Array;
  readonly players: number;
  /** One a coalition. */
  readonly scores: Float64Array;
  /** What all regions change together: score of the image minus score of the baseline. */
  readonly total: number;
}

export interface PairFit {
  /** One a region; they add up to the total. */
  readonly weights: Float64Array;
  /** Their covariance over draws, `[regions, regions]`; 0 where nothing was left to chance. */
  readonly covariance: Matrix;
}

/**
 * The weights that explain best by how much a coalition's score is above its complement's, under the Shapley kernel,
 * among all that add up to the total: the constraint is solved for the last of `columns`, so that it holds exactly.
 * The sum of the two scores of a pair tells nothing of single regions and drops out. Regions not in `columns` get 0.
 *
 * The covariance is that of the draws: the sandwich of `sandwichCovariance`, in which a pair is one observation and the
 * pairs that are there for certain add nothing.
 */
export function fitPairs(data: PairScores, pairWeights: PairWeights, columns: readonly number[]): PairFit {
  const { players, total } = data;
  const free = columns.length - 1;
  const weights = new Float64Array(players);
  if (free <= 0) {
    if (free === 0) weights[columns[0]] = total;
    return { weights, covariance: Matrix.zeros(players, players) };
  }
  const { design, response } = withoutLast(data, columns);
  const zeros = new Float64Array(free);
  const gram = scatterOf(design, pairWeights.weights, zeros);
  const moments = { columns: free, total: 1, means: zeros, gram };
  const inverse = inverseGram(
    moments,
    0,
    Array.from({ length: free }, (_, i) => i),
  );
  const cross = new Float64Array(free);
  eachPair(design, (pair, row) => {
    for (let i = 0; i < free; i++) cross[i] += pairWeights.weights[pair] * row[i] * response[pair];
  });
  const solution = inverse.mmul(Matrix.columnVector(cross)).to1DArray();
  solution.forEach((weight, i) => {
    weights[columns[i]] = weight;
  });
  weights[columns[free]] = solution.reduce((left, weight) => left - weight, total);
  const spread = inverse.mmul(meatOf(design, response, solution, inverse, pairWeights)).mmul(inverse);
  return { weights, covariance: withLast(spread, columns, players) };
}

/** The pairs as a regression without a constraint: `x` is -1, 0 or 1, and `y` half the difference, both less the last region. */
function withoutLast({ shown, players, scores, total }: PairScores, columns: readonly number[]) {
  const free = columns.length - 1;
  const pairs = scores.length / 2;
  const data = new Int8Array(pairs * free);
  const response = new Float64Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    const start = 2 * pair * players;
    const last = shown[start + columns[free]];
    for (let i = 0; i < free; i++) data[pair * free + i] = shown[start + columns[i]] - last;
    response[pair] = (scores[2 * pair] - scores[2 * pair + 1] - (2 * last - 1) * total) / 2;
  }
  return { design: { rows: pairs, columns: free, data }, response };
}

/** The scatter over draws of what each adds to the normal equations, corrected for its leverage as HC3 does. */
function meatOf(
  design: Design,
  response: Float64Array,
  solution: readonly number[],
  inverse: Matrix,
  { weights, draws }: PairWeights,
): Matrix {
  const { columns } = design;
  const flat = inverse.to1DArray();
  const influence = new Float64Array(design.rows);
  const sum = new Float64Array(columns);
  let drawn = 0;
  eachPair(design, (pair, row) => {
    if (draws[pair] === 0) return;
    const each = weights[pair] / draws[pair];
    let [residual, leverage] = [response[pair], 0];
    for (let i = 0; i < columns; i++) {
      if (row[i] === 0) continue;
      residual -= solution[i] * row[i];
      let pulled = 0;
      for (let k = 0; k < columns; k++) pulled += flat[i * columns + k] * row[k];
      leverage += each * row[i] * pulled;
    }
    influence[pair] = (each * residual) / (1 - Math.min(leverage, 0.999));
    drawn += draws[pair];
    for (let i = 0; i < columns; i++) sum[i] += draws[pair] * influence[pair] * row[i];
  });
  const squares = influence.map((value, pair) => draws[pair] * value ** 2);
  const scatter = scatterOf(design, squares, new Float64Array(columns));
  // One draw tells nothing of how draws differ: what it adds stands for its own spread.
  const correction = drawn > 1 ? drawn / (drawn - 1) : 1;
  const centre = drawn > 1 ? drawn : Number.POSITIVE_INFINITY;
  const meat = new Matrix(columns, columns);
  for (let i = 0; i < columns; i++) {
    for (let k = 0; k < columns; k++) {
      meat.set(i, k, correction * (scatter[i * columns + k] - (sum[i] * sum[k]) / centre));
    }
  }
  return meat;
}

function eachPair({ rows, columns, data }: Design, visit: (pair: number, row: Int8Array) => void): void {
  const all = data as Int8Array;
  for (let pair = 0; pair < rows; pair++) visit(pair, all.subarray(pair * columns, (pair + 1) * columns));
}

/** The covariance with the last column, which is what the others leave of the total, spread over all regions. */
function withLast(spread: Matrix, columns: readonly number[], players: number): Matrix {
  const free = columns.length - 1;
  const covariance = Matrix.zeros(players, players);
  const rowSums = Array.from({ length: free }, (_, i) => spread.getRow(i).reduce((sum, value) => sum + value, 0));
  const last = columns[free];
  for (let i = 0; i < free; i++) {
    for (let k = 0; k < free; k++) covariance.set(columns[i], columns[k], spread.get(i, k));
    covariance.set(columns[i], last, -rowSums[i]);
    covariance.set(last, columns[i], -rowSums[i]);
  }
  covariance.set(
    last,
    last,
    rowSums.reduce((sum, value) => sum + value, 0),
  );
  return covariance;
}
