import type { ColourPlane } from './slic-clusters.js';

/** Sides of the square tiles that pixels are looked at in. */
export const TILE = 8;

/** The tiles of a plane, row by row. */
export interface Tiles {
  readonly across: number;
  readonly down: number;
  /** Smallest and largest `L a b` of each tile: `L a b L a b`. */
  readonly ranges: Float32Array;
}

/** Part of a plane; `bottom` and `right` are the first row and column beyond it. */
export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function tilesOf({ width, height, colours }: ColourPlane): Tiles {
  const across = Math.ceil(width / TILE);
  const down = Math.ceil(height / TILE);
  const ranges = new Float32Array(6 * across * down);
  for (let i = 0; i < ranges.length; i++) ranges[i] = i % 6 < 3 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / TILE) * across;
    for (let x = 0; x < width; x++) {
      const from = 6 * (row + ((x / TILE) | 0));
      for (let c = 0; c < 3; c++, at++) {
        const value = colours[at];
        if (value < ranges[from + c]) ranges[from + c] = value;
        if (value > ranges[from + c + 3]) ranges[from + c + 3] = value;
      }
    }
  }
  return { across, down, ranges };
}

/** The part of a rectangle that lies in a tile. */
export function partInTile({ top, bottom, left, right }: Rectangle, row: number, column: number): Rectangle {
  return {
    top: Math.max(top, row * TILE),
    bottom: Math.min(bottom, (row + 1) * TILE),
    left: Math.max(left, column * TILE),
    right: Math.min(right, (column + 1) * TILE),
  };
}
