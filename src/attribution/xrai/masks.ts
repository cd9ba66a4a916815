import type { Image } from '../../image/image.js';
import { resizeImage } from '../../image/resize.js';
import { felzenszwalbScales } from '../../segmentation/felzenszwalb.js';

/** Overlapping sets of pixels, one behind the other. */
export interface Masks {
  readonly count: number;
  /** Row-major pixel numbers. */
  readonly pixels: Int32Array;
  /** Where each mask starts in `pixels`; one entry more than masks. */
  readonly starts: Int32Array;
}

export interface MaskOptions {
  readonly scales: readonly number[];
  readonly minSize: number;
  readonly dilation: number;
}

/** The longer side of the picture that is cut: scales, sizes and dilation mean the same whatever the picture's own size. */
const SIDE = 224;

/** A picture cut several times, finely and coarsely; each segment, grown by `dilation`, is a mask of the picture's own pixels. */
export function masksOf(picture: Image, { scales, minSize, dilation }: MaskOptions): Masks {
  const { width, height } = picture;
  const enlarged = SIDE / Math.max(width, height);
  const sides = [width, height].map((side) => Math.max(1, Math.round(side * enlarged)));
  const sized = resizeImage(picture, sides[0], sides[1]);
  const disc = discOf(dilation / enlarged);
  const maps = felzenszwalbScales(sized, scales, { minSize, sigma: 0.8 });
  const masks = maps.flatMap((map) => {
    const labels = nearest(map.labels, [sides[1], sides[0]], [height, width]);
    return segmentPixels(labels, map.count).map((pixels) => grown(pixels, labels, width, disc));
  });
  return laidOut(masks.filter(({ length }) => length > 0));
}

function laidOut(masks: readonly (readonly number[])[]): Masks {
  const starts = new Int32Array(masks.length + 1);
  for (const [i, { length }] of masks.entries()) starts[i + 1] = starts[i] + length;
  const pixels = new Int32Array(starts[masks.length]);
  for (const [i, mask] of masks.entries()) pixels.set(mask, starts[i]);
  return { count: masks.length, pixels, starts };
}

/** Labels at another size: of each place the label in its middle. */
function nearest(labels: Int32Array, from: readonly number[], to: readonly number[]): Int32Array {
  const [height, width] = to;
  const at = (place: number, axis: number) => Math.floor(((place + 0.5) * from[axis]) / to[axis]);
  return Int32Array.from({ length: height * width }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    return labels[at(row, 0) * from[1] + at(column, 1)];
  });
}

function segmentPixels(labels: Int32Array, count: number): number[][] {
  const segments: number[][] = Array.from({ length: count }, () => []);
  for (let pixel = 0; pixel < labels.length; pixel++) segments[labels[pixel]].push(pixel);
  return segments;
}

/** Steps `[down, right]` of at most `radius` pixels, none of them no step at all. */
function discOf(radius: number): [number, number][] {
  const most = Math.floor(radius);
  const steps: [number, number][] = [];
  for (let down = -most; down <= most; down++) {
    for (let right = -most; right <= most; right++) {
      const length = Math.hypot(down, right);
      if (length > 0 && length <= radius) steps.push([down, right]);
    }
  }
  return steps;
}

/** A segment's pixels, and all that lie a step away from one. */
function grown(
  pixels: readonly number[],
  labels: Int32Array,
  width: number,
  disc: readonly (readonly [number, number])[],
): readonly number[] {
  if (disc.length === 0 || pixels.length === 0) return pixels;
  const height = labels.length / width;
  const label = labels[pixels[0]];
  const added = new Set<number>();
  for (const pixel of pixels) {
    // From inside, no step leads out that does not from the edge.
    if (isInside(pixel, label, labels, width)) continue;
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    for (const [down, right] of disc) {
      const [r, c] = [row + down, column + right];
      if (r < 0 || r >= height || c < 0 || c >= width) continue;
      const other = r * width + c;
      if (labels[other] !== label) added.add(other);
    }
  }
  return [...pixels, ...added];
}

function isInside(pixel: number, label: number, labels: Int32Array, width: number): boolean {
  const column = pixel % width;
  return (
    (column === 0 || labels[pixel - 1] === label) &&
    (column === width - 1 || labels[pixel + 1] === label) &&
    (pixel < width || labels[pixel - width] === label) &&
    (pixel + width >= labels.length || labels[pixel + width] === label)
  );
}
