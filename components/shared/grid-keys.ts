/**
 * Where a key leads on a grid of `count` cells, `columns` in a row; `undefined` if the key does not move. Arrows go to the neighbour, Home
 * and End to the ends of the row (with one row: of the grid). From nowhere (-1) every key leads to a cell.
 */
export function moveOnGrid(key: string, at: number, count: number, columns: number): number | undefined {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (step !== undefined) return at < 0 ? 0 : keepInside(at, step, count);
  const start = Math.floor(Math.max(0, at) / columns) * columns;
  if (key === 'Home') return start;
  if (key === 'End') return Math.min(count, start + columns) - 1;
  return undefined;
}

function keepInside(at: number, step: number, count: number): number {
  const next = at + step;
  return next < 0 || next >= count ? at : next;
}
