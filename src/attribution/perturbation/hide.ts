import { gaussianBlur } from '../../image/blur.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Random } from '../../numeric/random.js';
import { finiteNumber, oneOf } from '../option-checks.js';
import { OptionRangeError } from '../option-error.js';
import type { Regions } from './regions.js';

const NAMES = ['own-mean', 'image-mean', 'blur', 'noise'] as const;

/**
 * What a hidden region shows: its own mean colour, the mean colour of the image, the blurred image, seeded uniform
 * noise over the range of the input, or a constant in the network's input units (one number, or one a channel).
 */
export type Hide = (typeof NAMES)[number] | number | readonly number[];

export interface HideContext {
  readonly regions: Regions;
  /** What the pixel values 0 and 255 become. */
  readonly range: readonly [low: number, high: number];
  /** Standard deviation of the blur in pixels. */
  readonly blurSigma: number;
  readonly random: Random;
}

/** @throws TypeError or RangeError if it is no way to hide. */
export function checkHide(hide: unknown): Hide {
  if (typeof hide === 'number') return finiteNumber('hide', hide);
  if (Array.isArray(hide)) return hide.map((value) => finiteNumber('hide', value));
  return oneOf('hide', hide, NAMES, " or a number in the network's input units");
}

/** The image `[1, h, w, c]` with every region hidden. */
export function hideAll(hide: Hide, image: NdArray, context: HideContext): Float32Array {
  const [, h, w, c] = image.shape;
  if (hide === 'own-mean') return meanColours(image.data, c, context.regions.labels, context.regions.count);
  if (hide === 'image-mean') return meanColours(image.data, c, new Int32Array(h * w), 1);
  if (hide === 'blur') return gaussianBlur(image.data, [h, w, c], context.blurSigma);
  if (hide === 'noise') return noise(image.data.length, context);
  return constant(hide, image.data.length, c);
}

function meanColours(data: Float32Array, channels: number, labels: Int32Array, count: number): Float32Array {
  const sums = new Float64Array(count * channels);
  const sizes = new Float64Array(count);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    sizes[labels[pixel]]++;
    for (let k = 0; k < channels; k++) sums[labels[pixel] * channels + k] += data[pixel * channels + k];
  }
  return data.map((_, i) => {
    const label = labels[Math.floor(i / channels)];
    return sums[label * channels + (i % channels)] / sizes[label];
  });
}

function noise(length: number, { range: [low, high], random }: HideContext): Float32Array {
  return Float32Array.from({ length }, () => low + (high - low) * random.uniform());
}

function constant(colour: number | readonly number[], length: number, channels: number): Float32Array {
  if (typeof colour === 'number') return new Float32Array(length).fill(colour);
  if (colour.length !== channels) {
    throw new OptionRangeError(
      'hide',
      `Cannot use hide of ${colour.length} numbers: expected one for each of ${channels} channels`,
    );
  }
  return Float32Array.from({ length }, (_, i) => colour[i % channels]);
}
