import { scatterOf } from '../../numeric/least-squares.js';
import { featureSelectionBy } from '../surrogate/feature-selection.js';
import type { PairScores } from './fit-pairs.js';

/**
 * At most `features` regions by the lasso's path, as shap's `num_features`: over every coalition counted up from the
 * baseline and once more down from the image, without an intercept. `weights` are those of the pairs.
 */
export function selectRegions(data: PairScores, base: number, weights: Float64Array, features: number): number[] {
  const { players } = data;
  if (features >= players) return Array.from({ length: players }, (_, region) => region);
  const { design, response, counts } = bothWays(data, base, weights);
  const zeros = new Float64Array(players);
  const moments = { columns: players, total: 1, means: zeros, gram: scatterOf(design, counts, zeros) };
  const cross = new Float64Array(players);
  let variation = 0;
  for (let row = 0; row < design.rows; row++) {
    const weighted = counts[row] * response[row];
    variation += weighted * response[row];
    for (let i = 0; i < players; i++) cross[i] += weighted * design.data[row * players + i];
  }
  const chosen = featureSelectionBy('lasso-path')(moments, { mean: 0, cross, variation }, features);
  return [...chosen].slice(0, features).sort((a, b) => a - b);
}

function bothWays({ shown, players, scores, total }: PairScores, base: number, weights: Float64Array) {
  const rows = scores.length;
  const data = new Int8Array(2 * rows * players);
  const response = new Float64Array(2 * rows);
  const counts = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    let size = 0;
    for (let i = 0; i < players; i++) {
      const value = shown[row * players + i];
      size += value;
      data[row * players + i] = value;
      data[(rows + row) * players + i] = value - 1;
    }
    const weight = weights[row >> 1];
    response[row] = scores[row] - base;
    response[rows + row] = response[row] - total;
    counts[row] = weight * (players - size);
    counts[rows + row] = weight * size;
  }
  return { design: { rows: 2 * rows, columns: players, data }, response, counts };
}
