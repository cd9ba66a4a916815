import { gaussianBlur } from '../image/blur.js';
import type { Image } from '../image/image.js';
import { random } from '../numeric/random.js';
import { checkNumber } from './check-option.js';
import { labOf } from './colours.js';
import { type LabelMap, numberedByAppearance } from './label-map.js';
import { parzenDensities, type ScaledColours, windowRadius } from './quickshift-density.js';

export interface QuickshiftOptions {
  /** Standard deviation in pixels of the density estimate, from 1; larger means fewer segments. Default: 4. */
  readonly kernelSize?: number;
  /** Links longer than this, in pixels and scaled colour together, are cut; from 0, larger means fewer segments. Default: 200. */
  readonly maxDist?: number;
  /** What colour in CIELAB weighs against place, from 0; larger follows colours more. Default: 0.2. */
  readonly ratio?: number;
  /** Standard deviation in pixels of a blur before, from 0. Default: 0. */
  readonly sigma?: number;
  /** Whole number; decides between equally dense pixels. Default: 42. */
  readonly seed?: number;
}

/** Standard deviation of the noise that decides between equally dense pixels, as scikit-image has it. */
const TIE_NOISE = 1e-5;

/**
 * Regions around the modes of the density of colour and place: each pixel is linked to the nearest pixel that is denser
 * (Vedaldi and Soatto 2008, "Quick shift and kernel methods for mode seeking").
 *
 * Follows scikit-image 0.19: CIELAB times `ratio`, windows of `ceil(3 * kernelSize)` pixels to each side for densities and links, noise of
 * 1e-5 on densities against ties. The defaults are those of LIME's reference implementation. Different: densities are right to 1e-5, the noise
 * is our own, so single segments may differ where scikit-image's also differ from one seed to the next; and a grey
 * picture is segmented as the colour picture it looks like.
 * @throws RangeError or TypeError if an option is out of its range.
 */
export function quickshift(image: Image, options: QuickshiftOptions = {}): LabelMap {
  const { kernelSize = 4, maxDist = 200, ratio = 0.2, sigma = 0, seed = 42 } = options;
  checkNumber('quickshift', 'kernelSize', kernelSize, { from: 1 });
  checkNumber('quickshift', 'maxDist', maxDist, { from: 0 });
  checkNumber('quickshift', 'ratio', ratio, { from: 0 });
  checkNumber('quickshift', 'sigma', sigma, { from: 0 });
  checkNumber('quickshift', 'seed', seed, { from: Number.MIN_SAFE_INTEGER, whole: true });

  const { width, height } = image;
  const scaled = scaledColours(image, ratio, sigma);
  const densities = parzenDensities(scaled, kernelSize);
  const noise = random(seed);
  for (let p = 0; p < densities.length; p++) densities[p] += TIE_NOISE * noise.normal();
  const parents = nearestDenser(scaled, densities, windowRadius(kernelSize), maxDist);
  return numberedByAppearance(rootsOf(parents), { width, height, limit: width * height });
}

function scaledColours(image: Image, ratio: number, sigma: number): ScaledColours {
  const { width, height } = image;
  const lab = gaussianBlur(labOf(image), [height, width, 3], sigma);
  const colours = new Float64Array(lab.length);
  for (let i = 0; i < lab.length; i++) colours[i] = lab[i] * ratio;
  return { width, height, colours };
}

/** For each pixel the nearest denser one in its window, or itself if that is farther than `maxDist` or there is none. */
function nearestDenser(
  { width, height, colours }: ScaledColours,
  densities: Float64Array,
  radius: number,
  maxDist: number,
): Int32Array {
  const { dx, dy, squares } = offsetsByDistance(radius, width, height);
  const parents = new Int32Array(densities.length);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const density = densities[p];
      let closest = Number.POSITIVE_INFINITY;
      let parent = p;
      // Colours only add to the distance: when the place alone is farther, no later offset can be nearer.
      for (let i = 0; i < squares.length && squares[i] < closest; i++) {
        const column = x + dx[i];
        const row = y + dy[i];
        if (column < 0 || column >= width || row < 0 || row >= height) continue;
        const q = row * width + column;
        if (densities[q] <= density) continue;
        const dL = colours[3 * p] - colours[3 * q];
        const da = colours[3 * p + 1] - colours[3 * q + 1];
        const db = colours[3 * p + 2] - colours[3 * q + 2];
        const distance = dL * dL + da * da + db * db + squares[i];
        if (distance < closest) {
          closest = distance;
          parent = q;
        }
      }
      parents[p] = Math.sqrt(closest) <= maxDist ? parent : p;
    }
  }
  return parents;
}

/** The offsets of a window by rising distance, row by row where that is equal. */
function offsetsByDistance(radius: number, width: number, height: number) {
  const down = Math.min(radius, height - 1);
  const across = Math.min(radius, width - 1);
  const offsets: { x: number; y: number; square: number }[] = [];
  for (let y = -down; y <= down; y++) {
    for (let x = -across; x <= across; x++) {
      if (x !== 0 || y !== 0) offsets.push({ x, y, square: x * x + y * y });
    }
  }
  offsets.sort((a, b) => a.square - b.square);
  return {
    dx: Int32Array.from(offsets, ({ x }) => x),
    dy: Int32Array.from(offsets, ({ y }) => y),
    squares: Int32Array.from(offsets, ({ square }) => square),
  };
}

/** Follows each pixel's links to their end. */
function rootsOf(parents: Int32Array): Int32Array {
  const roots = parents.slice();
  for (let p = 0; p < roots.length; p++) {
    let root = p;
    while (roots[root] !== root) root = roots[root];
    for (let i = p; roots[i] !== root; ) {
      const next = roots[i];
      roots[i] = root;
      i = next;
    }
  }
  return roots;
}
