import type { Image } from '../image/image.js';

/** Which segment each pixel belongs to. */
export interface LabelMap {
  readonly width: number;
  readonly height: number;
  /** How many segments there are. */
  readonly count: number;
  /** `[height, width]`, row-major, 0..count-1, each of them used. */
  readonly labels: Int32Array;
}

/** A label map with the segments numbered by where they first appear, row by row. `ids` may hold any whole numbers from 0 below `limit`. */
export function numberedByAppearance(
  ids: Int32Array,
  { width, height, limit }: { readonly width: number; readonly height: number; readonly limit: number },
): LabelMap {
  const numbers = new Int32Array(limit).fill(-1);
  const labels = new Int32Array(ids.length);
  let count = 0;
  for (let p = 0; p < ids.length; p++) {
    if (numbers[ids[p]] < 0) numbers[ids[p]] = count++;
    labels[p] = numbers[ids[p]];
  }
  return { width, height, count, labels };
}

/** Pixels in each segment, `[count]`. */
export function segmentSizes(map: LabelMap): Int32Array {
  const sizes = new Int32Array(map.count);
  for (const label of map.labels) sizes[label]++;
  return sizes;
}

/**
 * Mean colour of each segment, `[count, channels]`, 0..255.
 * @throws RangeError if the image has another size than the map.
 */
export function segmentMeans(image: Image, map: LabelMap): Float64Array {
  if (image.width !== map.width || image.height !== map.height) {
    throw new RangeError(
      `Cannot take segment means of "${image.name}": it is ${image.width}x${image.height}, its label map ${map.width}x${map.height}`,
    );
  }
  const { channels, data } = image;
  const means = new Float64Array(map.count * channels);
  for (let p = 0; p < map.labels.length; p++) {
    for (let c = 0; c < channels; c++) means[map.labels[p] * channels + c] += data[p * channels + c];
  }
  const sizes = segmentSizes(map);
  return means.map((sum, i) => sum / sizes[Math.floor(i / channels)]);
}

/** For each segment the segments that share a pixel edge with it, in rising order. */
export function neighbours(map: LabelMap): readonly (readonly number[])[] {
  const { width, labels } = map;
  const found = Array.from({ length: map.count }, () => new Set<number>());
  const meet = (p: number, q: number) => {
    if (labels[p] === labels[q]) return;
    found[labels[p]].add(labels[q]);
    found[labels[q]].add(labels[p]);
  };
  for (let p = 0; p < labels.length; p++) {
    if ((p + 1) % width !== 0) meet(p, p + 1);
    if (p + width < labels.length) meet(p, p + width);
  }
  return found.map((set) => [...set].sort((a, b) => a - b));
}
