import type { SuperpixelsDocument } from '../../src/document/kinds/superpixels.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { grid, type LabelMap } from '../../src/segmentation/index.js';

/** Equal rectangles, numbered row by row. */
export function gridMap(width: number, height: number, rows: number, columns: number): LabelMap {
  return grid({ width, height }, { rows, columns });
}

/** A network input `[1, h, w, c]` with a value for each place. */
export function inputOf(
  height: number,
  width: number,
  channels: number,
  value: (row: number, column: number, channel: number) => number,
): NdArray {
  const data = Float32Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return value(Math.floor(pixel / width), pixel % width, i % channels);
  });
  return { shape: [1, height, width, channels], data };
}

/** Mean value of each segment, one array an image. */
export function meansOf({ shape, data }: NdArray, { labels, count }: LabelMap): number[][] {
  const [images, height, width, channels] = shape;
  const size = height * width * channels;
  return Array.from({ length: images }, (_, image) => {
    const sums = new Array<number>(count).fill(0);
    const sizes = new Array<number>(count).fill(0);
    for (let i = 0; i < size; i++) {
      const label = labels[Math.floor(i / channels)];
      sums[label] += data[image * size + i];
      sizes[label]++;
    }
    return sums.map((sum, label) => sum / sizes[label]);
  });
}

/** The weight of every segment of a document, 0 for those not listed. */
export function weightsBySegment({ result }: SuperpixelsDocument): number[] {
  const weights: number[] = [];
  for (const { segment, weight } of result.weights) weights[segment] = weight;
  return Array.from(weights, (weight) => weight ?? 0);
}
