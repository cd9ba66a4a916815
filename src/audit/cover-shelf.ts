import { gaussianBlur } from '../image/blur.js';
import type { NdArray } from '../numeric/nd-array.js';
import { random } from '../numeric/random.js';
import { resizeValues } from '../numeric/resize-values.js';
import { type ImageEvidence, outsideRegions } from './image-evidence.js';
import { keptWithin } from './kept-within.js';

/** Bytes of covers that are kept at hand. */
const ROOM = 64 * 2 ** 20;

/** The blur has a standard deviation of this share of the longer side. */
const BLUR = 0.1;
/** A blurred image has nothing that is lost when it is made at this share of its size. */
const BLUR_SCALE = 1 / 4;

/** What parts of an image are covered with, made once while they are at hand: the experiments of an audit share their images. */
export interface CoverShelf {
  /** The image itself under a wide Gaussian blur. */
  blur(index: number, values: NdArray): Float32Array;
  /** Every value drawn evenly from the range of pixels. */
  noise(index: number, values: NdArray): Float32Array;
  /** The image whose object, and what touches it, has the mean colour of the rest: no piece of it may pass for background. */
  background(index: number, values: NdArray): Float32Array;
  /** The mean colour of the data set everywhere. */
  mean(values: NdArray): Float32Array;
}

interface CoverSettings {
  readonly images: readonly ImageEvidence[];
  /** Mean colour of the data set in input units, and what pixels 0 and 255 become. */
  readonly mean: readonly number[];
  readonly range: readonly [low: number, high: number];
  readonly seed: number;
}

export function coverShelf({ images, mean, range, seed }: CoverSettings): CoverShelf {
  const kept = keptWithin<string, Float32Array>(ROOM, ({ byteLength }) => byteLength);
  const at = (key: string, make: () => Float32Array) => kept.get(key) ?? kept.set(key, make());
  return {
    blur: (index, values) => at(`blur ${index}`, () => blurred(values)),
    noise: (index, { data }) => at(`noise ${index}`, () => noise(data.length, range, seed + index)),
    background: (index, { data }) => at(`background ${index}`, () => withoutObject(data, images[index])),
    mean: ({ data }) => at(`mean ${data.length}`, () => filled(mean, data.length)),
  };
}

function blurred({ shape: [, height, width, channels], data }: NdArray): Float32Array {
  const size = [height, width].map((side) => Math.max(1, Math.round(side * BLUR_SCALE)));
  const small = resizeValues(data, [height, width, channels], size[0], size[1]);
  const soft = gaussianBlur(small, [size[0], size[1], channels], BLUR * Math.max(...size));
  return resizeValues(soft, [size[0], size[1], channels], height, width);
}

function noise(length: number, [low, high]: readonly [number, number], seed: number): Float32Array {
  const { uniform } = random(seed);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = low + (high - low) * uniform();
  return values;
}

/** One colour everywhere. */
function filled(colour: readonly number[], length: number): Float32Array {
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = colour[i % colour.length];
  return values;
}

function withoutObject(data: Float32Array, image: ImageEvidence): Float32Array {
  const outside = outsideRegions(image);
  if (outside === null) return data;
  const { labels } = image;
  const channels = data.length / labels.length;
  const sums = new Float64Array(channels);
  let pixels = 0;
  for (let i = 0; i < labels.length; i++) {
    if (!outside[labels[i]]) continue;
    for (let k = 0; k < channels; k++) sums[k] += data[i * channels + k];
    pixels++;
  }
  const values = data.slice();
  for (let i = 0; i < labels.length; i++) {
    if (outside[labels[i]]) continue;
    for (let k = 0; k < channels; k++) values[i * channels + k] = sums[k] / Math.max(1, pixels);
  }
  return values;
}
