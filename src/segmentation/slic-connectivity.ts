import { type LabelMap, numberedByAppearance } from './label-map.js';

export interface PieceSizes {
  readonly width: number;
  readonly height: number;
  /** Pieces of fewer pixels join a neighbour. */
  readonly minimum: number;
  /** Pieces are cut at this many pixels. */
  readonly maximum: number;
}

/**
 * Makes every segment one 4-connected piece, as SLIC's authors do: the pieces are found row by row, and one that is too small
 * joins a neighbour found before it (the very first joins the next).
 */
export function connected(ids: Int32Array, { width, height, minimum, maximum }: PieceSizes): LabelMap {
  const pieces = new Int32Array(ids.length).fill(-1);
  const queue = new Int32Array(Math.min(maximum, ids.length));
  // Right, left, below, above: the order decides which neighbour a small piece joins.
  const steps = [1, -1, width, -width];
  let piece = 0;
  for (let start = 0; start < ids.length; start++) {
    if (pieces[start] >= 0) continue;
    let size = 1;
    let adjacent = 0;
    pieces[start] = piece;
    queue[0] = start;
    for (let visited = 0; visited < size && size < maximum; visited++) {
      const p = queue[visited];
      const x = p % width;
      for (let side = 0; side < 4 && size < maximum; side++) {
        const next = p + steps[side];
        if ((side === 0 && x === width - 1) || (side === 1 && x === 0) || next < 0 || next >= ids.length) continue;
        if (pieces[next] >= 0) {
          if (pieces[next] !== piece) adjacent = pieces[next];
        } else if (ids[next] === ids[start]) {
          pieces[next] = piece;
          queue[size++] = next;
        }
      }
    }
    if (size >= minimum) piece++;
    else for (let i = 0; i < size; i++) pieces[queue[i]] = adjacent;
  }
  return numberedByAppearance(pieces, { width, height, limit: piece + 1 });
}
