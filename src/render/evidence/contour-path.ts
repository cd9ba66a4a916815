import type { Grid } from './evidence-grid.js';

type Edge = 'T' | 'R' | 'B' | 'L';
type Step = readonly [from: Edge, to: Edge];

/**
 * Marching squares: which edges of a square the line joins, by which of its corners are inside (top left 8, top right 4, bottom
 * right 2, bottom left 1), the inside on its right hand. Where two opposite corners are inside, the mean decides (`JOINED`).
 */
const STEPS: readonly (readonly Step[])[] = [
  [],
  [['L', 'B']],
  [['B', 'R']],
  [['L', 'R']],
  [['R', 'T']],
  [
    ['L', 'B'],
    ['R', 'T'],
  ],
  [['B', 'T']],
  [['L', 'T']],
  [['T', 'L']],
  [['T', 'B']],
  [
    ['T', 'L'],
    ['B', 'R'],
  ],
  [['T', 'R']],
  [['R', 'L']],
  [['R', 'B']],
  [['B', 'L']],
  [],
];
const JOINED: Readonly<Record<number, readonly Step[]>> = {
  5: [
    ['L', 'T'],
    ['R', 'B'],
  ],
  10: [
    ['T', 'R'],
    ['B', 'L'],
  ],
};

/**
 * The line around everything that is at least `level`, as SVG path data in units of grid cells: a value stands in the middle of its
 * cell, and the line runs between values. It is closed along the border of the grid. Empty if nothing is that high.
 */
export function contourPath(grid: Grid, level: number): string {
  const next = linked(grid, level);
  let path = '';
  for (let start = 0; start < next.length; start++) {
    if (next[start] < 0) continue;
    const ring: string[] = [];
    for (let edge = start; next[edge] >= 0; ) {
      ring.push(crossing(grid, level, edge));
      const following = next[edge];
      next[edge] = -1;
      edge = following;
    }
    path += `M${ring.join('L')}Z`;
  }
  return path;
}

/** Of every edge that the line crosses, the edge that it crosses next. The corners are the values, with a border outside them. */
function linked({ width, height, values }: Grid, level: number): Int32Array {
  const columns = width + 2;
  const next = new Int32Array(2 * columns * (height + 2)).fill(-1);
  const at = (x: number, y: number) =>
    x > 0 && y > 0 && x <= width && y <= height ? values[(y - 1) * width + x - 1] : Number.NEGATIVE_INFINITY;
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const inside = corners.reduce((bits, value) => 2 * bits + Number(value >= level), 0);
      const mean = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
      const steps = mean >= level ? (JOINED[inside] ?? STEPS[inside]) : STEPS[inside];
      const corner = y * columns + x;
      const edges = { T: 2 * corner, R: 2 * corner + 3, B: 2 * (corner + columns), L: 2 * corner + 1 };
      for (const [from, to] of steps) next[edges[from]] = edges[to];
    }
  }
  return next;
}

/** Where the line crosses an edge: even ones lead to the corner on the right, odd ones to the corner below. */
function crossing({ width, height, values }: Grid, level: number, edge: number): string {
  const corner = edge >> 1;
  const [x, y] = [corner % (width + 2), Math.floor(corner / (width + 2))];
  const down = edge % 2;
  const isValue = (column: number, row: number) => column > 0 && row > 0 && column <= width && row <= height;
  const [toX, toY] = [x + 1 - down, y + down];
  let share = 0.5;
  if (isValue(x, y) && isValue(toX, toY)) {
    const [from, to] = [values[(y - 1) * width + x - 1], values[(toY - 1) * width + toX - 1]];
    share = (level - from) / (to - from);
  }
  return `${hundredths(x - 0.5 + (1 - down) * share)} ${hundredths(y - 0.5 + down * share)}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
