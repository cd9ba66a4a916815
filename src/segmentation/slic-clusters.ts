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
