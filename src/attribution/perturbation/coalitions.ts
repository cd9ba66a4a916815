import type { Random } from '../../numeric/random.js';

/** Fills rows `from` to `to` (excluded) of a table `[n, columns]` with fair coin flips: 1 shown, 0 hidden. */
export function flipCoins(table: Uint8Array, columns: number, from: number, to: number, random: Random): void {
  for (let i = from * columns; i < to * columns; i++) table[i] = random.integer(0, 1);
}
