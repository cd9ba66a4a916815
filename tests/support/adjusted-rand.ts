/**
 * Adjusted Rand index of two labellings of the same items (Hubert and Arabie 1985): 1 for the same partition, about 0 for
 * unrelated ones.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Cannot compare ${a.length} labels with ${b.length}`);
  const cells = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    add(cells, `${a[i]} ${b[i]}`);
    add(rows, a[i]);
    add(columns, b[i]);
  }
  const together = pairsWithin(cells);
  const inA = pairsWithin(rows);
  const inB = pairsWithin(columns);
  const expected = (inA * inB) / pairs(a.length);
  const highest = (inA + inB) / 2;
  return highest === expected ? 1 : (together - expected) / (highest - expected);
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairsWithin(counts: Map<unknown, number>): number {
  return [...counts.values()].reduce((total, n) => total + pairs(n), 0);
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}
