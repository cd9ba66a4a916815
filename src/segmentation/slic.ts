import { gaussianBlur } from '../image/blur.js';
import type { Image } from '../image/image.js';
import { checkNumber } from './check-option.js';
import { labOf } from './colours.js';
import { type LabelMap, numberedByAppearance } from './label-map.js';
import { assignPixels } from './slic-assign.js';
import { type Clusters, recentre } from './slic-clusters.js';
import { connected } from './slic-connectivity.js';
import { tilesOf } from './slic-tiles.js';

export interface SlicOptions {
  /** About how many segments, a whole number from 1; more than pixels means one seed a pixel. Default: 50. */
  readonly segments?: number;
  /** How much nearness weighs against colour, above 0: at the seeds' spacing it counts as this distance in CIELAB. Default: 10. */
  readonly compactness?: number;
  /** Standard deviation in pixels of the blur before, from 0. Default: 1. */
  readonly sigma?: number;
  /** Rounds of k-means, a whole number from 1. Default: 10. */
  readonly iterations?: number;
  /** Whether every segment is made one connected piece, small pieces joining a neighbour. Default: true. */
  readonly enforceConnectivity?: boolean;
  /** Pieces below this share of the mean segment size join a neighbour, from 0. Default: 0.5. */
  readonly minSizeFactor?: number;
  /** Pieces are cut at this multiple of the mean segment size, above 0. Default: 3. */
  readonly maxSizeFactor?: number;
}

/**
 * Superpixels of even size by k-means over colour and place, each seed looking at its surroundings only
 * (Achanta et al. 2012, "SLIC superpixels compared to state-of-the-art superpixel methods").
 *
 * Follows scikit-image 0.19 (`n_segments` is `segments`, `max_num_iter` is `iterations`): the image's values
 * are stretched to 0..1, blur in CIELAB, seeds on a regular grid without moving them to low gradients, a fixed number of rounds. Different: the default number of segments is 50
 * (there 100) and sigma 1 (there 0), and a grey picture is segmented as the colour picture it looks like, so that
 * `compactness` means the same.
 *
 * The number of segments that come out is only near `segments`: the seeds lie on a grid, small pieces join neighbours.
 * @throws RangeError or TypeError if an option is out of its range.
 */
export function slic(image: Image, options: SlicOptions = {}): LabelMap {
  const { segments = 50, compactness = 10, sigma = 1, iterations = 10 } = options;
  const { enforceConnectivity = true, minSizeFactor = 0.5, maxSizeFactor = 3 } = options;
  checkNumber('slic', 'segments', segments, { from: 1, whole: true });
  checkNumber('slic', 'compactness', compactness, { above: 0 });
  checkNumber('slic', 'sigma', sigma, { from: 0 });
  checkNumber('slic', 'iterations', iterations, { from: 1, whole: true });
  checkNumber('slic', 'minSizeFactor', minSizeFactor, { from: 0 });
  checkNumber('slic', 'maxSizeFactor', maxSizeFactor, { above: 0 });
  if (typeof enforceConnectivity !== 'boolean') {
    throw new TypeError(
      `Cannot segment with slic: enforceConnectivity is ${enforceConnectivity}, expected true or false`,
    );
  }

  const { width, height } = image;
  const lab = labOf(image, { stretch: true });
  const pixels = { width, height, colours: sigma > 0 ? gaussianBlur(lab, [height, width, 3], sigma) : lab };
  const { clusters, ids } = seedClusters(image, segments, compactness);
  const tiles = tilesOf(pixels);
  // The first round knows no colours yet: it is the grid that the seeds come with.
  for (let round = 1; round < iterations; round++) {
    recentre(pixels, clusters, ids);
    assignPixels(pixels, tiles, clusters, ids);
  }
  if (!enforceConnectivity) return numberedByAppearance(ids, { width, height, limit: clusters.count });
  const size = (width * height) / clusters.count;
  const minimum = Math.floor(minSizeFactor * size);
  return connected(ids, { width, height, minimum, maximum: Math.max(1, Math.floor(maxSizeFactor * size)) });
}

/** Seeds in the middle of the cells of a grid that is as square as the image allows, and which seed is nearest to each pixel. */
function seedClusters({ width, height }: Image, segments: number, compactness: number) {
  const [stepY, stepX] = gridSteps(height, width, segments);
  const rows = coordinates(height, stepY);
  const columns = coordinates(width, stepX);
  const count = rows.length * columns.length;
  const nearestRow = nearestSeeds(rows, height);
  const nearestColumn = nearestSeeds(columns, width);
  const ids = new Int32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const first = nearestRow[y] * columns.length;
    for (let x = 0; x < width; x++) ids[p++] = first + nearestColumn[x];
  }
  // A cluster looks two steps far; these steps are those of the seeds that there really are.
  const [reachY, reachX] = gridSteps(height, width, count).map((step) => 2 * round(step));
  const spatialWeight = (compactness / Math.max(round(stepY), round(stepX))) ** 2;
  const clusters: Clusters = { count, features: new Float64Array(5 * count), spatialWeight, reachX, reachY };
  return { clusters, ids };
}

/** Distance of neighbouring seeds along both axes, before rounding; an axis too short for a step gets one seed. */
function gridSteps(height: number, width: number, segments: number): [stepY: number, stepX: number] {
  if (height * width <= segments) return [1, 1];
  const step = Math.sqrt((height * width) / segments);
  if (height < step && height <= width) return [height, width / segments];
  if (width < step) return [height / segments, width];
  return [step, step];
}

function coordinates(length: number, step: number): number[] {
  const first = Math.floor(step / 2);
  const stride = round(step);
  return Array.from({ length: Math.ceil((length - first) / stride) }, (_, i) => first + i * stride);
}

/** For each place on an axis the number of the nearest seed, the first of two. */
function nearestSeeds(seeds: readonly number[], length: number): number[] {
  let nearest = 0;
  return Array.from({ length }, (_, place) => {
    while (nearest + 1 < seeds.length && seeds[nearest + 1] - place < Math.abs(place - seeds[nearest])) nearest++;
    return nearest;
  });
}

/** To the nearest whole number, halves to the even one. */
function round(value: number): number {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 === 1 ? nearest - 1 : nearest;
}
