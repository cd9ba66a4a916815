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

/**
 * How likely a mean of paired differences at least as high would be if their signs were chance: a one-sided sign-flip
 * test (Fisher 1935), exact up to 12 differences and by 4,000 draws beyond. 1 without differences.
 */
export function signFlipTest(differences: readonly number[], seed: number): number {
  const n = differences.length;
  if (n === 0) return 1;
  const observed = differences.reduce((sum, value) => sum + value, 0) - 1e-12;
  const exact = n <= 12;
  const draws = exact ? 2 ** n : 4000;
  const { integer } = random(seed);
  let atLeast = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += (exact ? (draw >> i) & 1 : integer(0, 1)) === 1 ? differences[i] : -differences[i];
    if (sum >= observed) atLeast++;
  }
  return exact ? atLeast / draws : (atLeast + 1) / (draws + 1);
}

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
