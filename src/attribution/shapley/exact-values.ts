/** 65,536 coalitions: with more regions an answer is hours away. */
export const MOST_PLAYERS = 16;

/** `[2^players, players]`: row `m` shows the regions whose bits are set in `m`. Row 0 shows none, the last all. */
export function allCoalitions(players: number): Uint8Array {
  const coalitions = 2 ** players;
  const shown = new Uint8Array(coalitions * players);
  for (let mask = 0; mask < coalitions; mask++) {
    for (let player = 0; player < players; player++) shown[mask * players + player] = (mask >> player) & 1;
  }
  return shown;
}

/**
 * Shapley's values of a game: `values` holds what every coalition is worth, in the order of `allCoalitions`.
 * Player `i` gets the sum over all coalitions `S` without it of `|S|! (n - |S| - 1)! / n!` times `v(S + i) - v(S)`.
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const players = Math.round(Math.log2(values.length));
  const weights = joiningWeights(players);
  const sizes = new Uint8Array(values.length);
  for (let mask = 1; mask < values.length; mask++) sizes[mask] = sizes[mask >> 1] + (mask & 1);
  return Float64Array.from({ length: players }, (_, player) => {
    const bit = 1 << player;
    let sum = 0;
    for (let mask = 0; mask < values.length; mask++) {
      if (mask & bit) continue;
      sum += weights[sizes[mask]] * (values[mask | bit] - values[mask]);
    }
    return sum;
  });
}

/** How likely a coalition of each size is the one that a player joins: `1 / (n * C(n - 1, s))`. */
function joiningWeights(players: number): Float64Array {
  const weights = new Float64Array(players);
  let choices = 1;
  for (let size = 0; size < players; size++) {
    weights[size] = 1 / (players * choices);
    choices = (choices * (players - 1 - size)) / (size + 1);
  }
  return weights;
}
