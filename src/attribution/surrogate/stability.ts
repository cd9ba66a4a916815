import type { Matrix } from 'ml-matrix';
import { normalQuantile } from '../../numeric/normal-quantile.js';
import { byFallingMagnitude } from './feature-selection.js';

/** When a ranking of weights counts as stable. */
export interface StabilityCriterion {
  /** How many of the largest weights must keep their places. */
  readonly top: number;
  /** Probability that all the compared differences are judged right, 0..1. */
  readonly confidence: number;
  /** Two weights that differ by less than this share of the largest may change places. */
  readonly tolerance: number;
}

/**
 * Whether the order of the `top` largest absolute weights is settled. Each of them is compared with the next one down,
 * and the last of them with all below. A pair is settled when the confidence interval of its difference excludes 0,
 * or is narrower on either side than `tolerance` times the largest weight (then the two are as good as equal).
 * The intervals are normal, with the weights' covariances, and share the error between them (Bonferroni), so that
 * they hold together with the stated confidence.
 */
export function isStable(
  weights: Float64Array,
  columns: readonly number[],
  covariance: Matrix,
  { top, confidence, tolerance }: StabilityCriterion,
): boolean {
  const values = columns.map((column) => weights[column]);
  const order = byFallingMagnitude(values);
  const pairs = comparedPairs(order, top);
  if (pairs.length === 0) return true;
  const margin = normalQuantile(1 - (1 - confidence) / pairs.length / 2);
  const indifferent = tolerance * Math.abs(values[order[0]]);
  return pairs.every(([i, k]) => {
    const difference = Math.abs(values[i]) - Math.abs(values[k]);
    const sign = Math.sign(values[i]) * Math.sign(values[k]) || 1;
    const variance = covariance.get(i, i) + covariance.get(k, k) - 2 * sign * covariance.get(i, k);
    return margin * Math.sqrt(Math.max(0, variance)) <= Math.max(difference, indifferent);
  });
}

function comparedPairs(order: readonly number[], top: number): [number, number][] {
  const last = Math.min(top, order.length) - 1;
  const neighbours = order.slice(0, Math.max(0, last)).map((place, i): [number, number] => [place, order[i + 1]]);
  return [...neighbours, ...order.slice(last + 1).map((below): [number, number] => [order[last], below])];
}
