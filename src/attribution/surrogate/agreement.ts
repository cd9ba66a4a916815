import { momentsOf } from '../../numeric/least-squares.js';
import type { Random } from '../../numeric/random.js';
import { jaccard, kendall, spearman } from '../../numeric/rank-correlation.js';
import { byFallingMagnitude } from './feature-selection.js';
import { fitSurrogate, type Neighbourhood, type Regression } from './surrogate.js';

/** How well two local models, each of a random half of the samples, agree. */
export interface Agreement {
  /**
   * Rank correlations of the signed weights of the regions that are clear in the whole model, -1..1; `null` for fewer
   * than three. Regions without effect are in no order, and are left out.
   */
  readonly spearman: number | null;
  readonly kendall: number | null;
  /** Of the `top` regions with the largest absolute weight: shared over all, 0..1. */
  readonly jaccard: number;
  readonly top: number;
}

export interface Halves {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Two random halves of the samples; the first `shared` rows (the image itself) belong to both. `null` for too few. */
export function halvesOf(rows: number, shared: number, random: Random): Halves | null {
  if (rows - shared < 4) return null;
  const order = random.shuffle(Array.from({ length: rows - shared }, (_, i) => i + shared));
  const middle = Math.floor(order.length / 2);
  const both = Array.from({ length: shared }, (_, i) => i);
  const half = (part: number[]) => Int32Array.from([...both, ...part]).sort();
  return { a: half(order.slice(0, middle)), b: half(order.slice(middle)) };
}

/** The most leading regions that are compared. */
const LEADERS = 5;

/** Fewer have no ranking to speak of. */
const RANKED = 3;

/**
 * How well two halves agree on the regions that are `clear` in the model of all samples: on which lead (as many as are
 * clear, at most 5) and on their order. `null` where a half has no weight at all to fit with.
 */
export function agreementOf(
  neighbourhood: Neighbourhood,
  scores: ArrayLike<number>,
  regression: Regression,
  { a, b }: Halves,
  clear: readonly number[],
): Agreement | null {
  const moments = [a, b].map((rows) => momentsOf(neighbourhood.design, neighbourhood.weights, rows));
  if (!moments.every(({ total }) => total > 0)) return null;
  const [one, two] = [a, b].map((rows, i) => fitSurrogate(neighbourhood, scores, regression, rows, moments[i]));
  return compareHalves(one.weights, two.weights, clear);
}

/** How well the weights of two halves agree on the regions that are `clear` in the whole. */
export function compareHalves(one: Float64Array, two: Float64Array, clear: readonly number[]): Agreement {
  const top = Math.max(1, Math.min(LEADERS, clear.length));
  const leaders = (weights: Float64Array) =>
    byFallingMagnitude(weights)
      .slice(0, top)
      .filter((region) => weights[region] !== 0);
  const [first, second] = [one, two].map((weights) => clear.map((region) => weights[region]));
  const ranked = clear.length >= RANKED;
  return {
    spearman: ranked ? spearman(first, second) : null,
    kendall: ranked ? kendall(first, second) : null,
    jaccard: jaccard(leaders(one), leaders(two)),
    top,
  };
}
