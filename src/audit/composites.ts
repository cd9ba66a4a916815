import type { NdArray } from '../numeric/nd-array.js';
import type { Random } from '../numeric/random.js';
import type { ImageEvidence } from './image-evidence.js';

/** The image with the pixels that are marked taken from elsewhere: values `[h, w, c]` of the same size. */
export function pasted(image: NdArray, from: ArrayLike<number>, isMarked: (pixel: number) => boolean): Float32Array {
  const channels = image.shape[3];
  const out = Float32Array.from(image.data);
  for (let pixel = 0; pixel * channels < out.length; pixel++) {
    if (!isMarked(pixel)) continue;
    for (let k = pixel * channels; k < (pixel + 1) * channels; k++) out[k] = from[k];
  }
  return out;
}

/** One colour everywhere. */
export function filled(colour: readonly number[], length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => colour[i % colour.length]);
}

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
