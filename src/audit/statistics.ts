import { quantile } from '../numeric/quantile.js';
import { random } from '../numeric/random.js';

const RESAMPLES = 2000;

/** Mean of values with its 95 % interval: the percentile bootstrap over the values (Efron 1979). `null` without values. */
export function meanWithInterval(
  values: readonly number[],
  seed: number,
): { readonly mean: number; readonly interval: [number, number] } | null {
  if (values.length === 0) return null;
  const { integer } = random(seed);
  const meanOf = (pick: (i: number) => number) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += pick(i);
    return sum / values.length;
  };
  const means = Array.from({ length: RESAMPLES }, () => meanOf(() => values[integer(0, values.length - 1)]));
  return { mean: meanOf((i) => values[i]), interval: [quantile(means, 0.025), quantile(means, 0.975)] };
}

/** Up to this many differences all signs are gone through. */
const MOST_EXACT = 15;
/** Draws stop at so many sums as high as the observed one (Besag and Clifford 1991), or at so many draws. */
const ENOUGH = 50;
/** An audit makes hundreds of tests, and Holm's correction multiplies the least p by their number: it must be that small. */
const MOST_DRAWS = 200_000;

/**
 * How likely a mean of paired differences at least as high would be if their signs were chance: a one-sided sign-flip
 * test (Fisher 1935), exact up to 15 differences and by draws beyond: 200,000, or fewer where it is not small (Besag and
 * Clifford 1991, "Sequential Monte Carlo p-values"). 1 without differences.
 */
export function signFlipTest(differences: readonly number[], seed: number): number {
  const n = differences.length;
  if (n === 0) return 1;
  const observed = differences.reduce((sum, value) => sum + value, 0) - 1e-12;
  if (n > MOST_EXACT) return drawnTest(differences, observed, seed);
  let atLeast = 0;
  for (let signs = 0; signs < 2 ** n; signs++) if (flipped(differences, signs, 0) >= observed) atLeast++;
  return atLeast / 2 ** n;
}

/** Signs of this many differences are drawn at once. */
const BITS = 30;

function drawnTest(differences: readonly number[], observed: number, seed: number): number {
  const { integer } = random(seed);
  let atLeast = 0;
  for (let draw = 1; draw <= MOST_DRAWS; draw++) {
    let sum = 0;
    for (let from = 0; from < differences.length; from += BITS) {
      sum += flipped(differences, integer(0, 2 ** BITS - 1), from);
    }
    if (sum >= observed) atLeast++;
    if (atLeast === ENOUGH) return atLeast / draw;
  }
  return (atLeast + 1) / (MOST_DRAWS + 1);
}

/** Sum of the differences from `from` on, at most as many as bits were drawn, each with the sign of its bit. */
function flipped(differences: readonly number[], signs: number, from: number): number {
  const to = Math.min(from + BITS, differences.length);
  let sum = 0;
  for (let i = from; i < to; i++) sum += (signs >> (i - from)) & 1 ? differences[i] : -differences[i];
  return sum;
}

/** The least p that so many pairs can have, all of them in favour. */
export const leastP = (pairs: number): number => Math.max(2 ** -pairs, 1 / (MOST_DRAWS + 1));

/** P-values corrected for their number (Holm 1979): each is compared as if all that are smaller had been rejected. */
export function holm(pValues: readonly number[]): number[] {
  const order = Array.from(pValues.keys()).sort((a, b) => pValues[a] - pValues[b]);
  const corrected = new Array<number>(pValues.length);
  let last = 0;
  order.forEach((index, rank) => {
    last = Math.max(last, Math.min(1, pValues[index] * (pValues.length - rank)));
    corrected[index] = last;
  });
  return corrected;
}

/**
 * How likely at least so many hits would be among the first of two groups if group and hit had nothing to do with each
 * other: Fisher's exact test, one-sided.
 */
export function fisherTest(hits: number, of: number, otherHits: number, otherOf: number): number {
  const [all, total] = [of + otherOf, hits + otherHits];
  const chance = (k: number) => Math.exp(logChoose(of, k) + logChoose(otherOf, total - k) - logChoose(all, total));
  let sum = 0;
  for (let k = hits; k <= Math.min(of, total); k++) if (total - k <= otherOf) sum += chance(k);
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += Math.log((n - i) / (i + 1));
  return k < 0 || k > n ? Number.NEGATIVE_INFINITY : sum;
}
