import { type LbfgsOptions, lbfgs } from './lbfgs.js';
import type { NdArray } from './nd-array.js';

export interface LogisticOptions extends LbfgsOptions {
  /**
   * Strength of the penalty `l2 / 2 * |weights|^2` on weights of standardised columns, beside the sum of the rows'
   * cross-entropies; above 0. Default: 1, which is scikit-learn's `C` of 1.
   */
  readonly l2?: number;
  /** Which rows take part. Default: all. */
  readonly rows?: ArrayLike<number>;
}

/** Scores of the classes are `x kernel + bias`; their softmax is the probabilities. */
export interface LogisticFit {
  /** `[columns, classes]`, for columns as they were given: means and deviations are folded in. */
  readonly kernel: NdArray;
  readonly bias: NdArray;
  /** Whether the gradient fell to zero (to 1e-7 a row). */
  readonly converged: boolean;
  readonly steps: number;
}

/** What is known of rows `[rows, columns]`: each one's class. */
export interface LabelledRows {
  readonly x: NdArray;
  /** 0 to `classes` - 1. */
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/**
 * Multinomial logistic regression with an L2 penalty (the biases go free), fitted to convergence. Columns are
 * standardised to mean 0 and deviation 1 first; one that does not vary gets weight 0. From one start there is one
 * minimum: the same rows give the same weights.
 * @throws RangeError if `l2` is not above 0 (separable classes have no best weights then) or a class has no row.
 */
export function logisticRegression(data: LabelledRows, options: LogisticOptions = {}): LogisticFit {
  const { l2 = 1, rows = data.labels, ...search } = options;
  const { classes, labels, x } = data;
  const [, columns] = x.shape;
  const chosen = Array.from({ length: rows.length }, (_, i) => (rows === labels ? i : rows[i]));
  checkFit(l2, classes, new Set(chosen.map((row) => labels[row])));
  const { z, means, deviations } = standardised(x, chosen);
  const own = chosen.map((row) => labels[row]);
  const {
    x: found,
    converged,
    steps,
  } = lbfgs(
    (w, gradient) => penalisedLoss({ z, labels: own, columns, classes, l2 }, w, gradient),
    new Float64Array((columns + 1) * classes),
    search,
  );
  return { ...folded(found, means, deviations, classes), converged, steps };
}

function checkFit(l2: number, classes: number, present: ReadonlySet<number>): void {
  if (!(l2 > 0 && Number.isFinite(l2))) throw new RangeError(`Cannot fit with l2 ${l2}: expected a number above 0`);
  for (let k = 0; k < classes; k++) {
    if (!present.has(k)) throw new RangeError(`Cannot fit class ${k}: it has no rows`);
  }
}

/** Rows with mean 0 and deviation 1 in each column, and what was done to them. */
function standardised({ data, shape: [, columns] }: NdArray, rows: readonly number[]) {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  for (const row of rows) for (let j = 0; j < columns; j++) means[j] += data[row * columns + j] / rows.length;
  for (const row of rows) {
    for (let j = 0; j < columns; j++) deviations[j] += (data[row * columns + j] - means[j]) ** 2 / rows.length;
  }
  for (let j = 0; j < columns; j++) {
    const deviation = Math.sqrt(deviations[j]);
    // What is left of a constant after rounding is no variation.
    deviations[j] = deviation > 1e-6 * Math.abs(means[j]) ? deviation : 0;
  }
  const z = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    for (let j = 0; j < columns; j++) {
      if (deviations[j] > 0) z[i * columns + j] = (data[row * columns + j] - means[j]) / deviations[j];
    }
  });
  return { z, means, deviations };
}

interface Problem {
  readonly z: Float64Array;
  readonly labels: readonly number[];
  readonly columns: number;
  readonly classes: number;
  readonly l2: number;
}

/** Mean cross-entropy and penalty a row, of weights `[columns, classes]` and then the biases. */
function penalisedLoss(problem: Problem, w: Float64Array, gradient: Float64Array): number {
  const { z, labels, columns, classes, l2 } = problem;
  const n = labels.length;
  const free = columns * classes;
  const scores = new Float64Array(classes);
  let loss = 0;
  gradient.fill(0);
  for (let row = 0; row < n; row++) {
    scores.set(w.subarray(free));
    for (let j = 0; j < columns; j++) {
      const value = z[row * columns + j];
      for (let k = 0; k < classes; k++) scores[k] += value * w[j * classes + k];
    }
    loss -= surprises(scores, labels[row]) / n;
    for (let k = 0; k < classes; k++) gradient[free + k] += scores[k] / n;
    for (let j = 0; j < columns; j++) {
      const value = z[row * columns + j] / n;
      for (let k = 0; k < classes; k++) gradient[j * classes + k] += value * scores[k];
    }
  }
  const share = l2 / n;
  for (let i = 0; i < free; i++) {
    loss += (share / 2) * w[i] ** 2;
    gradient[i] += share * w[i];
  }
  return loss;
}

/** Turns scores into probabilities less what is true, and returns the logarithm of the true class's probability. */
function surprises(scores: Float64Array, label: number): number {
  let most = scores[0];
  for (const score of scores) most = Math.max(most, score);
  const own = scores[label] - most;
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k] - most);
    sum += scores[k];
  }
  for (let k = 0; k < scores.length; k++) scores[k] /= sum;
  scores[label] -= 1;
  return own - Math.log(sum);
}

/** Weights of standardised columns as weights of the columns themselves. */
function folded(w: Float64Array, means: Float64Array, deviations: Float64Array, classes: number) {
  const columns = means.length;
  const kernel = new Float32Array(columns * classes);
  const bias = w.slice(columns * classes);
  for (let j = 0; j < columns; j++) {
    if (deviations[j] === 0) continue;
    for (let k = 0; k < classes; k++) {
      const weight = w[j * classes + k] / deviations[j];
      kernel[j * classes + k] = weight;
      bias[k] -= means[j] * weight;
    }
  }
  return {
    kernel: { shape: [columns, classes], data: kernel },
    bias: { shape: [classes], data: Float32Array.from(bias) },
  };
}
