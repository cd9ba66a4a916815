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

/** Pixels are looked at in square tiles: a cluster passes over a tile that is too far away for each of its pixels. */
const TILE = 16;

/**
 * Gives each pixel to its nearest cluster within reach, the first of equally near ones; a pixel out of all reach keeps its own.
 * `byPlace` ignores colours and earlier clusters: that is the first round, where the centres have no colour yet.
 */
export function assignPixels(
  plane: ColourPlane,
  clusters: Clusters,
  ids: Int32Array,
  { byPlace }: { readonly byPlace: boolean },
): void {
  const nearest = new Float64Array(ids.length).fill(Number.POSITIVE_INFINITY);
  if (!byPlace) measureOwn(plane, clusters, ids, nearest);
  const farthest = tileMaxima(plane, nearest);
  const across = Math.ceil(plane.width / TILE);
  for (let k = 0; k < clusters.count; k++) {
    const { y, x, top, bottom, left, right } = windowOf(plane, clusters, k);
    for (let tileTop = top - (top % TILE); tileTop < bottom; tileTop += TILE) {
      const gapY = Math.max(0, tileTop - y, y - (tileTop + TILE - 1));
      for (let tileLeft = left - (left % TILE); tileLeft < right; tileLeft += TILE) {
        const gapX = Math.max(0, tileLeft - x, x - (tileLeft + TILE - 1));
        const tile = (tileTop / TILE) * across + tileLeft / TILE;
        if ((gapY * gapY + gapX * gapX) * clusters.spatialWeight > farthest[tile]) continue;
        const part = {
          top: Math.max(top, tileTop),
          bottom: Math.min(bottom, tileTop + TILE),
          left: Math.max(left, tileLeft),
          right: Math.min(right, tileLeft + TILE),
        };
        claimPixels(plane, clusters, k, part, ids, nearest, byPlace);
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

/** A cluster's centre, and the pixels within its reach. */
function windowOf({ width, height }: ColourPlane, { features, reachX, reachY }: Clusters, k: number) {
  const y = features[5 * k];
  const x = features[5 * k + 1];
  return {
    y,
    x,
    top: Math.trunc(Math.max(y - reachY, 0)),
    bottom: Math.trunc(Math.min(y + reachY + 1, height)),
    left: Math.trunc(Math.max(x - reachX, 0)),
    right: Math.trunc(Math.min(x + reachX + 1, width)),
  };
}

/** Distance of each pixel to the cluster that it has, where that is still within reach. */
function measureOwn(plane: ColourPlane, clusters: Clusters, ids: Int32Array, nearest: Float64Array): void {
  const { width, height, colours } = plane;
  const { features, spatialWeight } = clusters;
  const windows = Array.from({ length: clusters.count }, (_, k) => windowOf(plane, clusters, k));
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const { top, bottom, left, right } = windows[ids[p]];
      if (y < top || y >= bottom || x < left || x >= right) continue;
      const from = 5 * ids[p];
      const dy = features[from] - y;
      const dx = features[from + 1] - x;
      const dL = colours[3 * p] - features[from + 2];
      const da = colours[3 * p + 1] - features[from + 3];
      const db = colours[3 * p + 2] - features[from + 4];
      nearest[p] = (dy * dy + dx * dx) * spatialWeight + (dL * dL + da * da + db * db);
    }
  }
}

function tileMaxima({ width, height }: ColourPlane, nearest: Float64Array): Float64Array {
  const across = Math.ceil(width / TILE);
  const maxima = new Float64Array(across * Math.ceil(height / TILE));
  for (let y = 0, p = 0; y < height; y++) {
    const first = Math.floor(y / TILE) * across;
    for (let x = 0; x < width; x++, p++) {
      const tile = first + Math.floor(x / TILE);
      if (nearest[p] > maxima[tile]) maxima[tile] = nearest[p];
    }
  }
  return maxima;
}

/** Takes the pixels of a rectangle that are nearer to cluster `k` than to the one they have. */
function claimPixels(
  { width, colours }: ColourPlane,
  { features, spatialWeight }: Clusters,
  k: number,
  { top, bottom, left, right }: Rectangle,
  ids: Int32Array,
  nearest: Float64Array,
  byPlace: boolean,
): void {
  const cy = features[5 * k];
  const cx = features[5 * k + 1];
  const cL = features[5 * k + 2];
  const ca = features[5 * k + 3];
  const cb = features[5 * k + 4];
  for (let y = top; y < bottom; y++) {
    const dy = (cy - y) * (cy - y);
    for (let x = left, p = y * width + left; x < right; x++, p++) {
      let distance = (dy + (cx - x) * (cx - x)) * spatialWeight;
      // Colours can only add to it.
      if (distance > nearest[p]) continue;
      if (!byPlace) {
        const dL = colours[3 * p] - cL;
        const da = colours[3 * p + 1] - ca;
        const db = colours[3 * p + 2] - cb;
        distance += dL * dL + da * da + db * db;
      }
      if (distance < nearest[p] || (distance === nearest[p] && k < ids[p])) {
        nearest[p] = distance;
        ids[p] = k;
      }
    }
  }
}

/** Moves each cluster to the mean of its pixels; one without pixels stays where it is. */
export function recentre({ width, colours }: ColourPlane, { count, features }: Clusters, ids: Int32Array): void {
  const sums = new Float64Array(5 * count);
  const sizes = new Int32Array(count);
  for (let p = 0, x = 0, y = 0; p < ids.length; p++) {
    const to = 5 * ids[p];
    sizes[ids[p]]++;
    sums[to] += y;
    sums[to + 1] += x;
    sums[to + 2] += colours[3 * p];
    sums[to + 3] += colours[3 * p + 1];
    sums[to + 4] += colours[3 * p + 2];
    if (++x === width) {
      x = 0;
      y++;
    }
  }
  for (let i = 0; i < sums.length; i++) {
    const size = sizes[Math.floor(i / 5)];
    if (size > 0) features[i] = sums[i] / size;
  }
}
