import type { Clusters, ColourPlane } from './slic-clusters.js';
import { partInTile, type Rectangle, TILE, type Tiles } from './slic-tiles.js';

/** How far a difference of squared distances may be off by rounding, as a share of the largest distance there can be. */
const ROUNDING = 1e-12;
/** What a tile without a rival is compared with. */
const ORIGIN = new Float64Array(5);
/** More than any squared distance in CIELAB. */
const FARTHEST_COLOUR = 1e5;

/**
 * Gives each pixel to its nearest cluster within reach, the first of equally near ones; a pixel out of all reach keeps its own.
 *
 * Distances are not measured but compared: the difference of the squared distances to two clusters is linear in place and
 * colour. So the least it can be over a tile costs no more than one pixel, and rules most clusters out of most tiles.
 */
export function assignPixels(plane: ColourPlane, tiles: Tiles, clusters: Clusters, ids: Int32Array): void {
  const { count, spatialWeight } = clusters;
  const windows = Array.from({ length: count }, (_, k) => windowOf(plane, clusters, k));
  const rounding = ROUNDING * (FARTHEST_COLOUR + spatialWeight * (plane.width ** 2 + plane.height ** 2));
  const contest: Contest = {
    ids,
    leads: new Float64Array(ids.length),
    rivals: new Int32Array(tiles.across * tiles.down),
    rounding,
  };
  giveTilesToRivals(plane, tiles, windows, contest);
  for (let k = 0; k < count; k++) {
    const window = windows[k];
    for (let row = (window.top / TILE) | 0; row * TILE < window.bottom; row++) {
      for (let column = (window.left / TILE) | 0; column * TILE < window.right; column++) {
        const rival = contest.rivals[row * tiles.across + column];
        if (rival === k) continue;
        if (rival >= 0 && leastLead(clusters, k, rival, tiles, row, column) > rounding) continue;
        claimPixels(plane, clusters, k, rival, partInTile(window, row, column), contest);
      }
    }
  }
}

interface Contest {
  readonly ids: Int32Array;
  /** Squared distance of each pixel to the cluster that it has, less that to the rival of its tile (to the origin if it has none). */
  readonly leads: Float64Array;
  /** The cluster of each tile that the others are compared with, -1 if there is none that reaches all of it. */
  readonly rivals: Int32Array;
  /** Differences of squared distances below this are decided by measuring. */
  readonly rounding: number;
}

/** The pixels within a cluster's reach. */
function windowOf({ width, height }: ColourPlane, { features, reachX, reachY }: Clusters, k: number): Rectangle {
  const y = features[5 * k];
  const x = features[5 * k + 1];
  return {
    top: Math.trunc(Math.max(y - reachY, 0)),
    bottom: Math.trunc(Math.min(y + reachY + 1, height)),
    left: Math.trunc(Math.max(x - reachX, 0)),
    right: Math.trunc(Math.min(x + reachX + 1, width)),
  };
}

/** The cluster that a tile's middle had so far gets all of the tile, if it reaches that far: the others have to win pixels from it. */
function giveTilesToRivals(
  { width, height }: ColourPlane,
  { across, down }: Tiles,
  windows: readonly Rectangle[],
  { ids, leads, rivals }: Contest,
): void {
  const everything = { top: 0, bottom: height, left: 0, right: width };
  for (let tile = 0; tile < across * down; tile++) {
    const part = partInTile(everything, Math.floor(tile / across), tile % across);
    const { top, bottom, left, right } = part;
    const k = ids[((top + bottom) >> 1) * width + ((left + right) >> 1)];
    const reached = windows[k];
    const isWithin = reached.top <= top && reached.bottom >= bottom && reached.left <= left && reached.right >= right;
    rivals[tile] = isWithin ? k : -1;
    for (let y = top; y < bottom; y++) {
      for (let p = y * width + left; p < y * width + right; p++) {
        if (isWithin) ids[p] = k;
        else leads[p] = Number.POSITIVE_INFINITY;
      }
    }
  }
}

/** By how much the rival is nearer than cluster `k` to the pixels of a tile, at least, in squared distance. */
function leastLead(
  { features, spatialWeight }: Clusters,
  k: number,
  rival: number,
  { across, ranges }: Tiles,
  row: number,
  column: number,
): number {
  const a = 5 * k;
  const b = 5 * rival;
  const from = 6 * (row * across + column);
  const y = row * TILE;
  const x = column * TILE;
  return (
    spatialWeight *
      (leastDifference(features[a], features[b], y, y + TILE - 1) +
        leastDifference(features[a + 1], features[b + 1], x, x + TILE - 1)) +
    leastDifference(features[a + 2], features[b + 2], ranges[from], ranges[from + 3]) +
    leastDifference(features[a + 3], features[b + 3], ranges[from + 1], ranges[from + 4]) +
    leastDifference(features[a + 4], features[b + 4], ranges[from + 2], ranges[from + 5])
  );
}

/** The least of `(p - a)^2 - (p - b)^2` for p from `low` to `high`. */
function leastDifference(a: number, b: number, low: number, high: number): number {
  return (a - b) * (a + b - 2 * (a > b ? high : low));
}

/** Gives cluster `k` the pixels of a rectangle that are nearer to it than to those they have. */
function claimPixels(
  plane: ColourPlane,
  clusters: Clusters,
  k: number,
  rival: number,
  { top, bottom, left, right }: Rectangle,
  { ids, leads, rounding }: Contest,
): void {
  const { width, colours } = plane;
  const { constant, perY, perX, perL, perA, perB } = linearLead(clusters, k, rival);
  for (let y = top; y < bottom; y++) {
    const start = y * width + left;
    const end = y * width + right;
    let place = constant + perY * y + perX * left;
    for (let p = start, at = 3 * start; p < end; p++, at += 3) {
      const lead = place + (perL * colours[at] + perA * colours[at + 1] + perB * colours[at + 2]);
      place += perX;
      if (lead > leads[p] + rounding) continue;
      if (lead >= leads[p] - rounding && !isNearer(plane, clusters, p, k, ids[p])) continue;
      leads[p] = lead;
      ids[p] = k;
    }
  }
}

/** Squared distance of a pixel to cluster `k` less that to the rival, as `constant + perY y + perX x + perL L + perA a + perB b`. */
function linearLead({ features, spatialWeight }: Clusters, k: number, rival: number) {
  const own = 5 * k;
  const compared = rival < 0 ? ORIGIN : features;
  const other = rival < 0 ? 0 : 5 * rival;
  const dy = spatialWeight * (features[own] - compared[other]);
  const dx = spatialWeight * (features[own + 1] - compared[other + 1]);
  const dL = features[own + 2] - compared[other + 2];
  const da = features[own + 3] - compared[other + 3];
  const db = features[own + 4] - compared[other + 4];
  const constant =
    dy * (features[own] + compared[other]) +
    dx * (features[own + 1] + compared[other + 1]) +
    dL * (features[own + 2] + compared[other + 2]) +
    da * (features[own + 3] + compared[other + 3]) +
    db * (features[own + 4] + compared[other + 4]);
  return { constant, perY: -2 * dy, perX: -2 * dx, perL: -2 * dL, perA: -2 * da, perB: -2 * db };
}

/** Whether cluster `k` comes before another for a pixel: by distance, then by number. */
function isNearer(
  { width, colours }: ColourPlane,
  { features, spatialWeight }: Clusters,
  p: number,
  k: number,
  other: number,
): boolean {
  const x = p % width;
  const y = (p - x) / width;
  const distance = (from: number) => {
    const place = (features[from] - y) ** 2 + (features[from + 1] - x) ** 2;
    const dL = colours[3 * p] - features[from + 2];
    const da = colours[3 * p + 1] - features[from + 3];
    const db = colours[3 * p + 2] - features[from + 4];
    return place * spatialWeight + (dL * dL + da * da + db * db);
  };
  const difference = distance(5 * k) - distance(5 * other);
  return difference < 0 || (difference === 0 && k < other);
}
