import type { Matrix } from 'ml-matrix';
import { lasso } from '../../numeric/lasso.js';
import {
  type Design,
  type Moments,
  momentsOf,
  type ResponseMoments,
  type Rows,
  responseMoments,
} from '../../numeric/least-squares.js';
import { type LinearFit, varies } from '../../numeric/linear-fit.js';
import { ridge } from '../../numeric/ridge.js';
import { sandwichCovariance } from '../../numeric/sandwich.js';
import type { FeatureSelection } from './feature-selection.js';

/** Samples around an image: which regions each shows (0/1), and how much each counts. */
export interface Neighbourhood {
  readonly design: Design;
  readonly weights: Float64Array;
}

/** How the local model is fitted. */
export interface Regression {
  readonly regression: 'ridge' | 'lasso';
  /** The penalty: of squares (`ridge`), or of absolute values per unit of weight (`lasso`). */
  readonly alpha: number;
  readonly select: FeatureSelection;
  /** The most regions that take part. */
  readonly features: number;
}

/** A linear model of the scores around an image. */
export interface Surrogate {
  readonly fit: LinearFit;
  /** One weight a region; 0 for those that take no part. */
  readonly weights: Float64Array;
  readonly moments: Moments;
  readonly response: ResponseMoments;
  /** Whether the scores vary at all. */
  readonly varies: boolean;
}

/** Fits the local model of one response, over all samples or some rows. `moments` may be given to save work. */
export function fitSurrogate(
  { design, weights }: Neighbourhood,
  scores: ArrayLike<number>,
  { regression, alpha, select, features }: Regression,
  rows?: Rows,
  moments: Moments = momentsOf(design, weights, rows),
): Surrogate {
  const response = responseMoments(design, weights, scores, moments, rows);
  const columns = select(moments, response, Math.min(features, design.columns));
  const fit = (regression === 'ridge' ? ridge : lasso)(moments, response, alpha, columns);
  const spread = new Float64Array(design.columns);
  columns.forEach((column, i) => {
    spread[column] = fit.coefficients[i];
  });
  return { fit, weights: spread, moments, response, varies: varies(moments, response) };
}

/** The covariance of the weights, for `fit.columns`: see `sandwichCovariance`. A lasso's is that of its non-zero weights. */
export function surrogateCovariance(
  { design, weights }: Neighbourhood,
  scores: ArrayLike<number>,
  { regression, alpha }: Regression,
  { fit, moments }: Surrogate,
): { readonly columns: readonly number[]; readonly covariance: Matrix } {
  const kept = regression === 'ridge' ? fit : withoutZeros(fit);
  const penalty = regression === 'ridge' ? alpha : 0;
  return { columns: kept.columns, covariance: sandwichCovariance(design, weights, scores, moments, kept, penalty) };
}

function withoutZeros(fit: LinearFit): LinearFit {
  const kept = fit.columns.map((_, i) => i).filter((i) => fit.coefficients[i] !== 0);
  return {
    ...fit,
    columns: kept.map((i) => fit.columns[i]),
    coefficients: Float64Array.from(kept, (i) => fit.coefficients[i]),
  };
}

/** Kish's effective sample size `(sum w)^2 / sum w^2`: how many equally weighted samples these are worth. */
export function effectiveSampleSize(weights: Float64Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0);
}
