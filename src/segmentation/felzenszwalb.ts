import { gaussianBlur } from '../image/blur.js';
import type { Image } from '../image/image.js';
import { checkNumber } from './check-option.js';
import { rgbOf } from './colours.js';
import { DisjointSets } from './disjoint-sets.js';
import { type LabelMap, numberedByAppearance } from './label-map.js';
import { risingOrder } from './rising-order.js';

export interface FelzenszwalbOptions {
  /** How much contrast a boundary needs, above 0, on the scale of values 0..255; larger means larger segments. Default: 100. */
  readonly scale?: number;
  /** Standard deviation in pixels of the blur before, from 0. Default: 0.8. */
  readonly sigma?: number;
  /** Segments of fewer pixels join their most similar neighbour, a whole number from 1. Default: 50. */
  readonly minSize?: number;
}

/**
 * Regions of little inner contrast, of any size and shape: pixels are joined by rising difference while the difference is below what
 * both regions already hold (Felzenszwalb and Huttenlocher 2004, "Efficient graph-based image segmentation").
 *
 * Follows scikit-image 0.19: the 8 neighbours of a pixel, the Euclidean difference of RGB values 0..1, `scale / 255`.
 * Different: the defaults (there scale 1 and minSize 20, made for tiny segments), differences that are exactly equal are
 * taken in a fixed order, and a grey picture is segmented as the colour picture it looks like. As there, segments hang together
 * by edges or corners.
 * @throws RangeError or TypeError if an option is out of its range.
 */
export function felzenszwalb(image: Image, { scale = 100, ...options }: FelzenszwalbOptions = {}): LabelMap {
  return felzenszwalbScales(image, [scale], options)[0];
}

/** `felzenszwalb` at several scales: what does not depend on the scale is done once. */
export function felzenszwalbScales(
  image: Image,
  scales: readonly number[],
  { sigma = 0.8, minSize = 50 }: Omit<FelzenszwalbOptions, 'scale'> = {},
): LabelMap[] {
  for (const scale of scales) checkNumber('felzenszwalb', 'scale', scale, { above: 0 });
  checkNumber('felzenszwalb', 'sigma', sigma, { from: 0 });
  checkNumber('felzenszwalb', 'minSize', minSize, { from: 1, whole: true });

  const { width, height } = image;
  const rgb = Float64Array.from(rgbOf(image), (value) => value / 255);
  const edges = contrastEdges(gaussianBlur(rgb, [height, width, 3], sigma), width, height);
  return scales.map((scale) => {
    const regions = new DisjointSets(width * height);
    joinSimilar(regions, edges, scale / 255);
    joinSmall(regions, edges, minSize);
    return numberedByAppearance(regions.roots(), { width, height, limit: width * height });
  });
}

/** Pairs of neighbouring pixels by rising difference of colour. */
interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly costs: Float64Array;
}

/** Each pixel with its right, lower, lower right and lower left neighbour. */
function contrastEdges(colours: Float64Array, width: number, height: number): Edges {
  const most = 4 * width * height;
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const costs = new Float64Array(most);
  let count = 0;
  for (const [down, right] of [
    [0, 1],
    [1, 0],
    [1, 1],
    [1, -1],
  ]) {
    for (let y = 0; y < height - down; y++) {
      for (let x = Math.max(0, -right); x < width - Math.max(0, right); x++) {
        const p = y * width + x;
        const q = p + down * width + right;
        const dr = colours[3 * p] - colours[3 * q];
        const dg = colours[3 * p + 1] - colours[3 * q + 1];
        const db = colours[3 * p + 2] - colours[3 * q + 2];
        from[count] = p;
        to[count] = q;
        costs[count++] = Math.sqrt(dr * dr + dg * dg + db * db);
      }
    }
  }
  const order = risingOrder(costs.subarray(0, count));
  return {
    from: from.map((_, i) => from[order[i]]).subarray(0, count),
    to: to.map((_, i) => to[order[i]]).subarray(0, count),
    costs: costs.map((_, i) => costs[order[i]]).subarray(0, count),
  };
}

/** The paper's predicate: two regions join if their difference is below what each holds within, plus `scale / size`. */
function joinSimilar(regions: DisjointSets, { from, to, costs }: Edges, scale: number): void {
  const contrast = new Float64Array(regions.sizes.length);
  for (let e = 0; e < costs.length; e++) {
    const a = regions.find(from[e]);
    const b = regions.find(to[e]);
    if (a === b) continue;
    const allowed = Math.min(contrast[a] + scale / regions.sizes[a], contrast[b] + scale / regions.sizes[b]);
    if (costs[e] < allowed) contrast[regions.join(a, b)] = costs[e];
  }
}

function joinSmall(regions: DisjointSets, { from, to }: Edges, minSize: number): void {
  for (let e = 0; e < from.length; e++) {
    const a = regions.find(from[e]);
    const b = regions.find(to[e]);
    if (a !== b && (regions.sizes[a] < minSize || regions.sizes[b] < minSize)) regions.join(a, b);
  }
}
