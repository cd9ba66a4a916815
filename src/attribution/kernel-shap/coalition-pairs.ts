import type { Random } from '../../numeric/random.js';
import { sizeCounts, sizeWeights } from '../shapley/shapley-kernel.js';

/** Coalitions of regions in pairs: row `2p` shows what row `2p + 1` hides. */
export interface CoalitionPairs {
  /** `[2 * pairs, regions]` of 0 and 1. */
  readonly shown: Uint8Array;
  /** Of each pair, how many regions the smaller side shows. */
  readonly sizes: Int32Array;
  /** Of each pair, how often it was drawn. */
  readonly draws: Int32Array;
  /** Whether all pairs of a size are there: they have their exact weights then, however often they were drawn. */
  readonly complete: (size: number) => boolean;
}

export interface CoalitionSampler {
  /** Adds pairs until there are `pairs`, or all that exist. */
  grow(pairs: number): void;
  pairs(): CoalitionPairs;
}

/** Draws for every pair that is wanted, on average, before the search for one that is not there yet is given up. */
const PATIENCE = 50;

/**
 * Coalitions as KernelSHAP takes them: first all of the smallest and largest sizes, as many sizes as the first budget
 * has room for at the rate at which they would be drawn anyway, then drawn with the Shapley kernel's probabilities, each
 * with its complement (Lundberg and Lee 2017; Covert and Lee 2021 on why in pairs).
 */
export function coalitionSampler(players: number, random: Random): CoalitionSampler {
  const half = Math.floor(players / 2);
  const weights = sizeWeights(players);
  const available = sizeCounts(players).map((count, size) => (2 * size === players ? count / 2 : count));
  const total = available.slice(1, half + 1).reduce((sum, count) => sum + count, 0);
  const found = new Map<string, number>();
  const rows: Uint8Array[] = [];
  const sizes: number[] = [];
  const draws: number[] = [];
  const seen = new Float64Array(half + 1);
  const complete = (size: number) => seen[size] >= available[size];

  const add = (row: Uint8Array, size: number) => {
    const key = keyOf(row);
    const known = found.get(key);
    if (known !== undefined) {
      draws[known]++;
      return;
    }
    found.set(key, rows.length);
    rows.push(row);
    sizes.push(size);
    draws.push(1);
    seen[size]++;
  };
  const shareOf = (size: number) => (complete(size) ? 0 : weights[size] * (2 * size === players ? 1 : 2));
  const enumerate = (budget: number) => {
    for (let size = 1, left = budget; size <= half; size++) {
      let rest = 0;
      for (let other = size; other <= half; other++) rest += shareOf(other);
      if ((left * shareOf(size)) / rest < available[size] * (1 - 1e-12)) return;
      for (const row of coalitionsOfSize(players, size)) add(row, size);
      left -= available[size];
    }
  };
  return {
    grow: (pairs) => {
      if (rows.length === 0) enumerate(pairs);
      const wanted = Math.min(pairs, total);
      for (let tries = PATIENCE * (wanted - rows.length); rows.length < wanted && tries > 0; tries--) {
        const size = drawSize(half, shareOf, random);
        add(drawCoalition(players, size, random), size);
      }
    },
    pairs: () => ({
      shown: tableOf(rows, players),
      sizes: Int32Array.from(sizes),
      draws: Int32Array.from(draws),
      complete,
    }),
  };
}

/** All coalitions of a size; of half the regions only those with the first one, the others being their complements. */
function* coalitionsOfSize(players: number, size: number): Generator<Uint8Array> {
  const chosen = Array.from({ length: size }, (_, i) => i);
  while (2 * size < players || chosen[0] === 0) {
    const row = new Uint8Array(players);
    for (const player of chosen) row[player] = 1;
    yield row;
    let last = size - 1;
    while (last >= 0 && chosen[last] === players - size + last) last--;
    if (last < 0) return;
    chosen[last]++;
    for (let i = last + 1; i < size; i++) chosen[i] = chosen[i - 1] + 1;
  }
}

function drawSize(half: number, shareOf: (size: number) => number, random: Random): number {
  let rest = 0;
  for (let size = 1; size <= half; size++) rest += shareOf(size);
  let place = random.uniform() * rest;
  for (let size = 1; size < half; size++) {
    place -= shareOf(size);
    if (place < 0) return size;
  }
  return half;
}

function drawCoalition(players: number, size: number, random: Random): Uint8Array {
  const row = new Uint8Array(players).fill(1, 0, size);
  for (let i = 0; i < size; i++) {
    const j = random.integer(i, players - 1);
    [row[i], row[j]] = [row[j], row[i]];
  }
  return row;
}

/** The same for a coalition and its complement. */
function keyOf(row: Uint8Array): string {
  return String.fromCharCode(...row.map((shown) => shown ^ row[0]));
}

function tableOf(rows: readonly Uint8Array[], players: number): Uint8Array {
  const shown = new Uint8Array(2 * rows.length * players);
  rows.forEach((row, pair) => {
    const start = 2 * pair * players;
    shown.set(row, start);
    for (let i = 0; i < players; i++) shown[start + players + i] = 1 - row[i];
  });
  return shown;
}
