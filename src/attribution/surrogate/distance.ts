import type { Perturbable } from '../perturbation/compose.js';

export const DISTANCES = ['cosine', 'euclidean', 'cosine-pixels', 'euclidean-pixels'] as const;
export type DistanceName = (typeof DISTANCES)[number];

/** How far a sample is from the image, from which regions it shows (1) and hides (0). */
export type Distance = (shown: Uint8Array) => number;

/**
 * The built-in distances: cosine or Euclidean, between 0/1 vectors of regions or between the pixels in the network's
 * input units. Those of pixels come from sums over each region: no composed image is looked at.
 */
export function distanceBy(name: DistanceName, perturbable: Perturbable): Distance {
  switch (name) {
    case 'cosine':
      return (shown) => cosine(sum(shown), shown.length, sum(shown));
    case 'euclidean':
      return (shown) => Math.sqrt(shown.length - sum(shown));
    case 'cosine-pixels':
      return cosineOfPixels(regionSums(perturbable));
    case 'euclidean-pixels':
      return euclideanOfPixels(regionSums(perturbable));
    default:
      throw new TypeError(`Cannot measure the distance "${name satisfies never}": expected ${DISTANCES.join(', ')}`);
  }
}

/** 1 - cosine of the angle; 1 where a side is zero. */
function cosine(product: number, ownA: number, ownB: number): number {
  return ownA > 0 && ownB > 0 ? Math.max(0, 1 - product / Math.sqrt(ownA * ownB)) : 1;
}

function cosineOfPixels({ image, cross, hidden }: RegionSums): Distance {
  const whole = sum(image);
  return (shown) => {
    let [product, own] = [0, 0];
    for (let region = 0; region < shown.length; region++) {
      product += shown[region] === 1 ? image[region] : cross[region];
      own += shown[region] === 1 ? image[region] : hidden[region];
    }
    return cosine(product, whole, own);
  };
}

function euclideanOfPixels({ image, cross, hidden }: RegionSums): Distance {
  const change = image.map((own, region) => Math.max(0, own - 2 * cross[region] + hidden[region]));
  return (shown) => Math.sqrt(change.reduce((total, square, region) => total + (1 - shown[region]) * square, 0));
}

interface RegionSums {
  /** Sums over each region of the squared image, image times hidden image, and the squared hidden image. */
  readonly image: Float64Array;
  readonly cross: Float64Array;
  readonly hidden: Float64Array;
}

function regionSums({ image, hidden, regions }: Perturbable): RegionSums {
  const sums = {
    image: new Float64Array(regions.count),
    cross: new Float64Array(regions.count),
    hidden: new Float64Array(regions.count),
  };
  for (let i = 0; i < hidden.length; i++) {
    const region = regions.labels[Math.floor(i / regions.channels)];
    sums.image[region] += image.data[i] ** 2;
    sums.cross[region] += image.data[i] * hidden[i];
    sums.hidden[region] += hidden[i] ** 2;
  }
  return sums;
}

function sum(values: Uint8Array | Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
