import { mean } from './mean.js';

/** Ranks from 1 by rising value; equal values share the mean of their ranks. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) result[order[i]] = (start + end + 1) / 2;
    start = end;
  }
  return result;
}

/** Pearson's correlation, -1..1; `null` where a side does not vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [shared, ownA, ownB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    shared += (a[i] - meanA) * (b[i] - meanB);
    ownA += (a[i] - meanA) ** 2;
    ownB += (b[i] - meanB) ** 2;
  }
  return ownA > 0 && ownB > 0 ? shared / Math.sqrt(ownA * ownB) : null;
}

/** Spearman's rank correlation, -1..1; `null` where a side does not vary. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  return correlation(ranks(a), ranks(b));
}

/** Kendall's tau-b, -1..1, corrected for ties; `null` where a side does not vary. */
export function kendall(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [agreement, pairsA, pairsB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let k = 0; k < i; k++) {
      const [orderA, orderB] = [Math.sign(a[i] - a[k]), Math.sign(b[i] - b[k])];
      agreement += orderA * orderB;
      pairsA += orderA ** 2;
      pairsB += orderB ** 2;
    }
  }
  return pairsA > 0 && pairsB > 0 ? agreement / Math.sqrt(pairsA * pairsB) : null;
}

/** Shared entries over all entries of two sets, 0..1; 1 for two empty sets. */
export function jaccard(a: readonly number[], b: readonly number[]): number {
  const union = new Set([...a, ...b]);
  const shared = a.filter((entry) => b.includes(entry)).length;
  return union.size === 0 ? 1 : shared / union.size;
}
