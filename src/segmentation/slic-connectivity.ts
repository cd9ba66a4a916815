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
  let piece = 0;
  for (let start = 0; start < ids.length; start++) {
    if (pieces[start] >= 0) continue;
    let size = 1;
    let adjacent = 0;
    pieces[start] = piece;
    queue[0] = start;
    const visit = (next: number) => {
      if (size >= maximum) return;
      if (ids[next] === ids[start] && pieces[next] < 0) {
        pieces[next] = piece;
        queue[size++] = next;
      } else if (pieces[next] >= 0 && pieces[next] !== piece) adjacent = pieces[next];
    };
    for (let visited = 0; visited < size && size < maximum; visited++) {
      const p = queue[visited];
      const x = p % width;
      if (x + 1 < width) visit(p + 1);
      if (x > 0) visit(p - 1);
      if (p + width < ids.length) visit(p + width);
      if (p >= width) visit(p - width);
    }
    if (size >= minimum) piece++;
    else for (let i = 0; i < size; i++) pieces[queue[i]] = adjacent;
  }
  return numberedByAppearance(pieces, { width, height, limit: piece + 1 });
}
