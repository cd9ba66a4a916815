import type { Image } from './image.js';

export interface BlurOptions {
  /** What lies beyond the border. `reflect`: `d c b a | a b c d`. `nearest`: `a a a a | a b c d`. Default: `reflect`. */
  readonly mode?: 'reflect' | 'nearest';
  /** The kernel is cut after this many standard deviations. Default: 4. */
  readonly truncate?: number;
}

/**
 * Gaussian blur of numbers `[h, w, c]`, each channel for itself: scipy's `ndimage.gaussian_filter` with sigma `[s, s, 0]`.
 *
 * `sigma` is in pixels; 0 changes nothing. The answer is Float64Array if the values are, Float32Array otherwise.
 * @throws RangeError if sigma is negative or not finite.
 */
export function gaussianBlur<D extends ArrayLike<number>>(
  values: D,
  shape: readonly [h: number, w: number, c: number],
  sigma: number,
  options?: BlurOptions,
): D extends Float64Array ? Float64Array : Float32Array;
export function gaussianBlur(
  values: ArrayLike<number>,
  [h, w, c]: readonly [h: number, w: number, c: number],
  sigma: number,
  { mode = 'reflect', truncate = 4 }: BlurOptions = {},
): Float64Array | Float32Array {
  if (!(sigma >= 0 && Number.isFinite(sigma))) {
    throw new RangeError(`Cannot blur with sigma ${sigma}: expected a number of pixels from 0`);
  }
  const make = values instanceof Float64Array ? Float64Array : Float32Array;
  if (sigma === 0) return new make(values);
  const kernel = gaussianKernel(sigma, truncate);
  const rows = blurAxis(new make(values), [1, h, w * c], kernel, mode);
  return blurAxis(rows, [h, w, c], kernel, mode);
}

/**
 * The picture under a Gaussian blur of standard deviation `sigma` pixels, rounded to 8 bits.
 * @throws RangeError if sigma is negative or not finite.
 */
export function blurImage(image: Image, sigma: number, options: BlurOptions = {}): Image {
  const values = gaussianBlur(image.data, [image.height, image.width, image.channels], sigma, options);
  return { ...image, data: new Uint8ClampedArray(values) };
}

function gaussianKernel(sigma: number, truncate: number): Float64Array {
  const radius = Math.trunc(truncate * sigma + 0.5);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-0.5 * ((i - radius) / sigma) ** 2));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

/** Convolves the middle axis of `[outer, length, inner]`. */
function blurAxis<F extends Float64Array | Float32Array>(
  values: F,
  [outer, length, inner]: readonly [number, number, number],
  kernel: Float64Array,
  mode: 'reflect' | 'nearest',
): F {
  const radius = (kernel.length - 1) / 2;
  const size = length * inner;
  const result = values.slice() as F;
  const padded = new Float64Array((length + 2 * radius) * inner);
  const sum = new Float64Array(size);
  for (let o = 0; o < outer; o++) {
    const line = values.subarray(o * size, (o + 1) * size);
    for (let p = -radius; p < length + radius; p++) {
      const from = insideIndex(p, length, mode) * inner;
      for (let i = 0; i < inner; i++) padded[(p + radius) * inner + i] = line[from + i];
    }
    for (let i = 0; i < size; i++) sum[i] = kernel[radius] * padded[i + radius * inner];
    // The kernel is symmetric: one multiplication serves both sides.
    for (let k = 1; k <= radius; k++) {
      const weight = kernel[radius + k];
      const left = (radius - k) * inner;
      const right = (radius + k) * inner;
      for (let i = 0; i < size; i++) sum[i] += weight * (padded[i + left] + padded[i + right]);
    }
    result.set(sum, o * size);
  }
  return result;
}

/** The index in 0..length-1 that stands for `index`. */
function insideIndex(index: number, length: number, mode: 'reflect' | 'nearest'): number {
  if (mode === 'nearest') return Math.min(Math.max(index, 0), length - 1);
  const period = 2 * length;
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - 1 - folded;
}
