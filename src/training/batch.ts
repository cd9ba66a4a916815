import type { Random } from '../numeric/random.js';
import { augment } from './augment.js';
import type { Examples } from './examples.js';

/** Some examples as a network is fed: pixels 0..1. */
export interface Batch {
  /** `[n, h, w, c]`. */
  readonly shape: readonly number[];
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

/** The examples of these indices; grey ones augmented, if there is something to draw from. */
export function batchOf(
  { images, labels }: Examples,
  indices: readonly number[],
  { augmentFrom }: { readonly augmentFrom?: Random } = {},
): Batch {
  const [, height, width, channels] = images.shape;
  const size = height * width * channels;
  const pixels = new Float32Array(indices.length * size);
  for (const [i, index] of indices.entries()) {
    const image = images.data.subarray(index * size, (index + 1) * size);
    const target = pixels.subarray(i * size, (i + 1) * size);
    if (augmentFrom && channels === 1) augment(image, target, [height, width], augmentFrom);
    else for (let k = 0; k < size; k++) target[k] = image[k] / 255;
  }
  return {
    shape: [indices.length, height, width, channels],
    pixels,
    labels: Int32Array.from(indices, (index) => labels[index]),
  };
}
