import type { Moments, ResponseMoments } from './least-squares.js';

/**
 * Columns in the order in which each adds most to the weighted R2 of least squares, given those before it.
 * The columns not yet chosen are kept orthogonal to the chosen ones (the sweep operator, Goodnight 1979), so a step
 * costs `columns^2` and no model is fitted.
 */
export function forwardSelection({ columns, gram }: Moments, { cross }: ResponseMoments, count: number): number[] {
  const rest = Float64Array.from(gram);
  const pull = Float64Array.from(cross);
  const chosen: number[] = [];
  const gain = (j: number) =>
    rest[j * columns + j] > 1e-10 * gram[j * columns + j] ? pull[j] ** 2 / rest[j * columns + j] : 0;
  while (chosen.length < Math.min(count, columns)) {
    let best = -1;
    for (let j = 0; j < columns; j++) {
      if (!chosen.includes(j) && (best < 0 || gain(j) > gain(best))) best = j;
    }
    chosen.push(best);
    if (gain(best) > 0) sweepOut(rest, pull, columns, best);
  }
  return chosen;
}

/** Takes out of every column, and of the response, what the pivot column explains. */
function sweepOut(rest: Float64Array, pull: Float64Array, columns: number, pivot: number): void {
  const row = rest.slice(pivot * columns, (pivot + 1) * columns);
  const [own, response] = [row[pivot], pull[pivot]];
  for (let i = 0; i < columns; i++) {
    const share = row[i] / own;
    pull[i] -= share * response;
    for (let k = 0; k < columns; k++) rest[i * columns + k] -= share * row[k];
  }
}
