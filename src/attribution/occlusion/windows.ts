import type { NdArray } from '../../numeric/nd-array.js';

/** Down and across, in pixels. */
export type Extent = readonly [height: number, width: number];

/** A rectangle of pixels: from `top` to `bottom` and `left` to `right`, ends excluded. */
export interface Window {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where a window lies as it moves over an image, row by row: the last of each axis end at the border and may be cut by it. */
export function windowsOf([height, width]: Extent, [down, across]: Extent, [dy, dx]: Extent): Window[] {
  const starts = (side: number, size: number, step: number) =>
    Array.from({ length: Math.ceil((side - size) / step) + 1 }, (_, i) => i * step);
  return starts(height, down, dy).flatMap((top) =>
    starts(width, across, dx).map((left) => ({
      top,
      bottom: Math.min(top + down, height),
      left,
      right: Math.min(left + across, width),
    })),
  );
}

/** The images `[windows, h, w, c]` in which one window each shows the baseline. */
export function composeWindows(image: NdArray, baseline: Float32Array, windows: readonly Window[]): NdArray {
  const [, height, width, channels] = image.shape;
  const size = image.data.length;
  const batch = new Float32Array(windows.length * size);
  windows.forEach(({ top, bottom, left, right }, i) => {
    batch.set(image.data, i * size);
    for (let row = top; row < bottom; row++) {
      const start = (row * width + left) * channels;
      batch.set(baseline.subarray(start, start + (right - left) * channels), i * size + start);
    }
  });
  return { shape: [windows.length, height, width, channels], data: batch };
}

/** Of each pixel, the mean of the values of the windows that cover it: `[h, w]`. */
export function meanOverWindows(
  [height, width]: Extent,
  windows: readonly Window[],
  values: Float64Array,
): Float64Array {
  const sums = new Float64Array(height * width);
  const counts = new Float64Array(height * width);
  windows.forEach(({ top, bottom, left, right }, i) => {
    for (let row = top; row < bottom; row++) {
      for (let at = row * width + left; at < row * width + right; at++) {
        sums[at] += values[i];
        counts[at]++;
      }
    }
  });
  return sums.map((sum, at) => sum / counts[at]);
}
