import type { LabelMap } from './label-map.js';

/** Right, down, left, up: the steps along pixel edges, each a quarter turn clockwise from the one before. */
const COMMANDS = ['h', 'v', 'h-', 'v-'] as const;

/**
 * The outline of the union of some segments as SVG path data, along pixel edges: closed loops in pixel units, clockwise
 * around pixels, anticlockwise around holes, `z` drawing the last side. It is empty if no pixel is in `segments`.
 *
 * Pixels that touch only at a corner get loops of their own.
 */
export function outlinePath(map: LabelMap, segments: readonly number[]): string {
  const columns = map.width + 1;
  const edges = outgoingEdges(map, segments);
  let path = '';
  for (let corner = 0; corner < edges.length; corner++) {
    while (edges[corner] !== 0) path += loopFrom(edges, corner, columns);
  }
  return path;
}

/** By pixel corner `[height + 1, width + 1]`: bit d is set if an edge with the inside on its right leaves in direction d. */
function outgoingEdges({ width, height, count, labels }: LabelMap, segments: readonly number[]): Uint8Array {
  const chosen = new Uint8Array(count);
  for (const segment of segments) chosen[segment] = 1;
  const isIn = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && chosen[labels[y * width + x]] === 1;
  const columns = width + 1;
  const edges = new Uint8Array(columns * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isIn(x, y)) continue;
      const corner = y * columns + x;
      if (!isIn(x, y - 1)) edges[corner] |= 1;
      if (!isIn(x + 1, y)) edges[corner + 1] |= 2;
      if (!isIn(x, y + 1)) edges[corner + columns + 1] |= 4;
      if (!isIn(x - 1, y)) edges[corner + columns] |= 8;
    }
  }
  return edges;
}

/** Walks one loop, takes its edges away, and returns its path. */
function loopFrom(edges: Uint8Array, start: number, columns: number): string {
  const steps = [1, columns, -1, -columns];
  const first = 31 - Math.clz32(edges[start] & -edges[start]);
  let path = `M${start % columns} ${Math.floor(start / columns)}`;
  let corner = start;
  let direction = first;
  let length = 0;
  for (;;) {
    corner += steps[direction];
    length++;
    const next = nextDirection(edges[corner], direction);
    const closed = corner === start && next === first;
    if (next !== direction && !closed) {
      path += `${COMMANDS[direction]}${length}`;
      length = 0;
    }
    edges[corner] &= ~(1 << next);
    if (closed) return `${path}z`;
    direction = next;
  }
}

/** Where two loops meet at a corner, the one that turns right stays with its own pixel. */
function nextDirection(edges: number, direction: number): number {
  for (const turn of [1, 0, 3]) {
    const next = (direction + turn) % 4;
    if (edges & (1 << next)) return next;
  }
  throw new Error('Cannot trace an outline: it is not closed');
}
