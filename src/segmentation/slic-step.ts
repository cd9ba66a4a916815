/** Pixels as k-means sees them: `colours` is `[height, width, 3]`. */
export interface ColourPlane {
  readonly width: number;
  readonly height: number;
  readonly colours: Float32Array;
}

export interface Clusters {
  readonly count: number;
  /** `y x L a b` of each centre. */
  readonly features: Float64Array;
  /** What a squared pixel weighs against a squared colour difference. */
  readonly spatialWeight: number;
  /** How far from its centre a cluster may take pixels. */
  readonly reachX: number;
  readonly reachY: number;
}

/** Pixels are looked at in square tiles: a cluster passes over a tile that is too far, in place and colour, for all of its pixels. */
const TILE = 8;
/** Who owns a tile that pixels of different clusters share. */
const SEVERAL = -1;

/** Smallest and largest colour of each tile, row by row: `L a b L a b`. */
export function tileColours({ width, height, colours }: ColourPlane): Float32Array {
  const across = Math.ceil(width / TILE);
  const boxes = new Float32Array(6 * across * Math.ceil(height / TILE));
  for (let i = 0; i < boxes.length; i++) boxes[i] = i % 6 < 3 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / TILE) * across;
    for (let x = 0; x < width; x++) {
      const box = 6 * (row + ((x / TILE) | 0));
      for (let c = 0; c < 3; c++, at++) {
        const value = colours[at];
        if (value < boxes[box + c]) boxes[box + c] = value;
        if (value > boxes[box + c + 3]) boxes[box + c + 3] = value;
      }
    }
  }
  return boxes;
}

/**
 * Gives each pixel to its nearest cluster within reach, the first of equally near ones; a pixel out of all reach keeps its own.
 * `boxes` are the plane's `tileColours`.
 */
export function assignPixels(plane: ColourPlane, clusters: Clusters, ids: Int32Array, boxes: Float32Array): void {
  const across = Math.ceil(plane.width / TILE);
  const nearest = new Float64Array(ids.length);
  const farthest = new Float64Array(across * Math.ceil(plane.height / TILE));
  const owners = new Int32Array(farthest.length);
  measureOwn(plane, clusters, ids, { nearest, farthest, owners });
  for (let k = 0; k < clusters.count; k++) {
    const window = windowOf(plane, clusters, k);
    for (let row = (window.top / TILE) | 0; row * TILE < window.bottom; row++) {
      const dy = gap(clusters.features[5 * k], row * TILE, row * TILE + TILE - 1);
      for (let column = (window.left / TILE) | 0; column * TILE < window.right; column++) {
        const tile = row * across + column;
        if (owners[tile] === k) continue;
        const dx = gap(clusters.features[5 * k + 1], column * TILE, column * TILE + TILE - 1);
        const place = (dy * dy + dx * dx) * clusters.spatialWeight;
        // Place alone rules most tiles out, at a third of the cost.
        if (place > farthest[tile] || place + colourDistance(clusters, k, boxes, tile) > farthest[tile]) continue;
        claimPixels(plane, clusters, k, tileWithin(window, row, column), ids, nearest);
      }
    }
  }
}

interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
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

function tileWithin({ top, bottom, left, right }: Rectangle, row: number, column: number): Rectangle {
  return {
    top: Math.max(top, row * TILE),
    bottom: Math.min(bottom, (row + 1) * TILE),
    left: Math.max(left, column * TILE),
    right: Math.min(right, (column + 1) * TILE),
  };
}

/** No pixel of the tile is nearer in colour to cluster `k` than this. */
function colourDistance({ features }: Clusters, k: number, boxes: Float32Array, tile: number): number {
  const from = 5 * k;
  const box = 6 * tile;
  const dL = gap(features[from + 2], boxes[box], boxes[box + 3]);
  const da = gap(features[from + 3], boxes[box + 1], boxes[box + 4]);
  const db = gap(features[from + 4], boxes[box + 2], boxes[box + 5]);
  return dL * dL + da * da + db * db;
}

/** How far a value lies outside of low..high. */
function gap(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0;
}

interface Measured {
  /** Of each pixel to its cluster. */
  readonly nearest: Float64Array;
  /** The largest of those, of each tile. */
  readonly farthest: Float64Array;
  /** The cluster that has all pixels of a tile. */
  readonly owners: Int32Array;
}

/** Distance of each pixel to the cluster that it has, where that is still within reach; tile by tile. */
function measureOwn(plane: ColourPlane, clusters: Clusters, ids: Int32Array, measured: Measured): void {
  const { width, height } = plane;
  const everywhere = { top: 0, bottom: height, left: 0, right: width };
  for (let row = 0, tile = 0; row * TILE < height; row++) {
    for (let column = 0; column * TILE < width; column++, tile++) {
      measureTile(plane, clusters, ids, tileWithin(everywhere, row, column), tile, measured);
    }
  }
}

function measureTile(
  { width, colours }: ColourPlane,
  { features, spatialWeight, reachX, reachY }: Clusters,
  ids: Int32Array,
  { top, bottom, left, right }: Rectangle,
  tile: number,
  { nearest, farthest, owners }: Measured,
): void {
  let owner = ids[top * width + left];
  let most = 0;
  for (let y = top; y < bottom; y++) {
    let p = y * width + left;
    for (let x = left, at = 3 * p; x < right; x++, p++) {
      const k = ids[p];
      const from = 5 * k;
      const dy = features[from] - y;
      const dx = features[from + 1] - x;
      // The same pixels as in the window, whose first and last row and column are rounded down.
      const isWithin = dy < reachY + 1 && dy >= -reachY && dx < reachX + 1 && dx >= -reachX;
      const dL = colours[at++] - features[from + 2];
      const da = colours[at++] - features[from + 3];
      const db = colours[at++] - features[from + 4];
      const distance = (dy * dy + dx * dx) * spatialWeight + (dL * dL + da * da + db * db);
      const own = isWithin ? distance : Number.POSITIVE_INFINITY;
      nearest[p] = own;
      if (own > most) most = own;
      if (k !== owner) owner = SEVERAL;
    }
  }
  farthest[tile] = most;
  owners[tile] = owner;
}

/** Takes the pixels of a rectangle that are nearer to cluster `k` than to the one they have. */
function claimPixels(
  { width, colours }: ColourPlane,
  { features, spatialWeight }: Clusters,
  k: number,
  { top, bottom, left, right }: Rectangle,
  ids: Int32Array,
  nearest: Float64Array,
): void {
  const cy = features[5 * k];
  const cx = features[5 * k + 1];
  const cL = features[5 * k + 2];
  const ca = features[5 * k + 3];
  const cb = features[5 * k + 4];
  for (let y = top; y < bottom; y++) {
    const dy = (cy - y) * (cy - y);
    let p = y * width + left;
    for (let x = left, at = 3 * p; x < right; x++, p++) {
      const dx = cx - x;
      const dL = colours[at++] - cL;
      const da = colours[at++] - ca;
      const db = colours[at++] - cb;
      const distance = (dy + dx * dx) * spatialWeight + (dL * dL + da * da + db * db);
      if (distance <= nearest[p] && (distance < nearest[p] || k < ids[p])) {
        nearest[p] = distance;
        ids[p] = k;
      }
    }
  }
}

/** Moves each cluster to the mean of its pixels; one without pixels stays where it is. */
export function recentre(
  { width, height, colours }: ColourPlane,
  { count, features }: Clusters,
  ids: Int32Array,
): void {
  const sums = new Float64Array(5 * count);
  const sizes = new Int32Array(count);
  for (let y = 0, p = 0, at = 0; y < height; y++) {
    const end = (y + 1) * width;
    // Neighbours mostly share a cluster: what a run of pixels adds up to goes to memory once.
    while (p < end) {
      const start = p;
      const k = ids[p];
      let L = 0;
      let a = 0;
      let b = 0;
      for (; p < end && ids[p] === k; p++) {
        L += colours[at++];
        a += colours[at++];
        b += colours[at++];
      }
      const length = p - start;
      sizes[k] += length;
      sums[5 * k] += length * y;
      sums[5 * k + 1] += (length * (start + p - 1 - 2 * y * width)) / 2;
      sums[5 * k + 2] += L;
      sums[5 * k + 3] += a;
      sums[5 * k + 4] += b;
    }
  }
  for (let i = 0; i < sums.length; i++) {
    const size = sizes[Math.floor(i / 5)];
    if (size > 0) features[i] = sums[i] / size;
  }
}
