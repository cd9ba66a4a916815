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
  const radius = kernel.length >> 1;
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
    // Four taps a pass where there are four left: most of the time goes into reading and writing the sums.
    let k = 1;
    for (; k + 3 <= radius; k += 4) addTaps(sum, padded, inner, kernel, k);
    for (; k <= radius; k++) addTap(sum, padded, inner, kernel, k);
    result.set(sum, o * size);
  }
  return result;
}

/** Adds the tap `k` places from the middle on both sides: the kernel is symmetric, one multiplication serves both. */
function addTap(sum: Float64Array, padded: Float64Array, inner: number, kernel: Float64Array, k: number): void {
  const radius = kernel.length >> 1;
  const weight = kernel[radius + k];
  let left = (radius - k) * inner;
  let right = (radius + k) * inner;
  for (let i = 0; i < sum.length; i++) sum[i] += weight * (padded[left++] + padded[right++]);
}

/** Adds the taps `k` to `k + 3`, rounded as one after the other. */
function addTaps(sum: Float64Array, padded: Float64Array, inner: number, kernel: Float64Array, k: number): void {
  const radius = kernel.length >> 1;
  const [w0, w1, w2, w3] = kernel.subarray(radius + k);
  const left = (radius - k) * inner;
  const right = (radius + k) * inner;
  for (let i = 0; i < sum.length; i++) {
    const l = left + i;
    const r = right + i;
    sum[i] =
      sum[i] +
      w0 * (padded[l] + padded[r]) +
      w1 * (padded[l - inner] + padded[r + inner]) +
      w2 * (padded[l - 2 * inner] + padded[r + 2 * inner]) +
      w3 * (padded[l - 3 * inner] + padded[r + 3 * inner]);
  }
}

/** The index in 0..length-1 that stands for `index`. */
function insideIndex(index: number, length: number, mode: 'reflect' | 'nearest'): number {
  if (mode === 'nearest') return Math.min(Math.max(index, 0), length - 1);
  const period = 2 * length;
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - 1 - folded;
}
