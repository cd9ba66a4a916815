/**
 * The weight that all coalitions of each size have together in the regression whose solution are the Shapley values:
 * `(n - 1) / (s (n - s))` (Lundberg and Lee 2017), entry `s`; sizes 0 and `n` hold exactly and have none.
 */
export function sizeWeights(players: number): Float64Array {
  return Float64Array.from({ length: players + 1 }, (_, size) =>
    size === 0 || size === players ? 0 : (players - 1) / (size * (players - size)),
  );
}

/** How many coalitions of each size there are; infinite where they are beyond counting. */
export function sizeCounts(players: number): Float64Array {
  const counts = new Float64Array(players + 1);
  let count = 1;
  for (let size = 0; size <= players; size++) {
    counts[size] = Math.round(count);
    count = (count * (players - size)) / (size + 1);
  }
  return counts;
}

/** How many of the regions a row of a table `[n, regions]` shows. */
export function sizeOfRow(shown: Uint8Array, players: number, row: number): number {
  let size = 0;
  for (let i = row * players; i < (row + 1) * players; i++) size += shown[i];
  return size;
}
