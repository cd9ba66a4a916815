import type { NdArray } from '../numeric/nd-array.js';
import type { Random } from '../numeric/random.js';
import type { ImageEvidence } from './image-evidence.js';

/** Writes a changed image into values `[h, w, c]`. */
export type Composite = (into: Float32Array) => void;

/** The pixels `[h, w]` of the regions that are marked 1, as 1. */
export function pixelsOf({ labels }: ImageEvidence, marked: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) pixels[pixel] = marked[labels[pixel]];
  return pixels;
}

/** The image with the pixels that are 1 in every mask taken from elsewhere: values `[h, w, c]` of the same size. */
export function pasting(
  { data, shape: [, , , channels] }: NdArray,
  from: ArrayLike<number>,
  mask: Uint8Array,
  other?: Uint8Array,
): Composite {
  return (into) => {
    into.set(data);
    for (let pixel = 0; pixel < mask.length; pixel++) {
      if (mask[pixel] === 0 || other?.[pixel] === 0) continue;
      const end = (pixel + 1) * channels;
      for (let k = pixel * channels; k < end; k++) into[k] = from[k];
    }
  };
}

/** The image as it is. */
export const unchanged =
  ({ data }: NdArray): Composite =>
  (into) =>
    into.set(data);

/**
 * Random regions of an image with about the area of those that are marked: whole regions, drawn one by one, each unless it
 * would lead further away from that area. Those that are not marked come first: a control must not be the same thing over
 * again, as far as there is room. `allowed` are the regions that may be drawn; default: all.
 */
export function randomRegions(
  { sizes }: ImageEvidence,
  marked: Uint8Array,
  { shuffle }: Random,
  allowed?: Uint8Array,
): Uint8Array {
  const wanted = sizes.reduce((sum, size, region) => sum + size * marked[region], 0);
  const all = shuffle(Array.from(sizes.keys())).filter((region) => allowed?.[region] !== 0);
  const chosen = new Uint8Array(sizes.length);
  let area = 0;
  for (const region of [...all.filter((each) => !marked[each]), ...all.filter((each) => marked[each])]) {
    if (Math.abs(area + sizes[region] - wanted) > Math.abs(area - wanted)) continue;
    chosen[region] = 1;
    area += sizes[region];
  }
  return chosen;
}
