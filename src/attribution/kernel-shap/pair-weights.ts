import { sizeCounts, sizeWeights } from '../shapley/shapley-kernel.js';
import type { CoalitionPairs } from './coalition-pairs.js';

/** How much each pair of coalitions counts. */
export interface PairWeights {
  readonly weights: Float64Array;
  /** Of each pair, how many independent draws it stands for; 0 where it is there because all of its size are. */
  readonly draws: Int32Array;
}

/**
 * The Shapley kernel's weight of each pair: exact where all of a size are there, and the rest of the weight shared out
 * over the others by how often they were drawn. With `rows`, of those pairs alone; the others get 0.
 */
export function pairWeights(pairs: CoalitionPairs, players: number, rows?: ArrayLike<number>): PairWeights {
  const [bySize, counts] = [sizeWeights(players), sizeCounts(players)];
  const weights = new Float64Array(pairs.sizes.length);
  const draws = new Int32Array(pairs.sizes.length);
  let drawn = 0;
  for (const pair of Array.from(rows ?? pairs.sizes.keys())) {
    const size = pairs.sizes[pair];
    if (pairs.complete(size)) weights[pair] = bySize[size] / counts[size];
    else draws[pair] = pairs.draws[pair];
    drawn += draws[pair];
  }
  let rest = 0;
  for (let size = 1; size < players; size++) {
    if (!pairs.complete(Math.min(size, players - size))) rest += bySize[size];
  }
  // Half of it for each of the two coalitions of a pair.
  for (let pair = 0; pair < draws.length; pair++)
    if (draws[pair] > 0) weights[pair] = ((rest / 2) * draws[pair]) / drawn;
  return { weights, draws };
}
