import type { Image } from '../image/image.js';
import type { PreparedInput } from '../image/prepare-input.js';
import type { Network, NetworkNode } from '../network/network.js';
import { receptiveBox } from '../network/receptive-field.js';
import type { NdArray } from '../numeric/nd-array.js';
import { type Candidate, offer, type TopK, topK } from './top-k.js';

export interface SearchLimits {
  readonly top: number;
  readonly least: number;
  readonly perImage: number;
}

/** A region that is among the strongest (or weakest) so far. `activation` is negated in the search for the weakest. */
export interface Found extends Candidate {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  box?: ReturnType<typeof receptiveBox>;
  /** The region's pixels, cut at the end of the batch that found it: whole pictures are not held. */
  crop?: Image;
}

/** The strongest and the weakest regions of the units of one layer, over batches of answers. */
export class PatchSearch {
  readonly node: NetworkNode;
  readonly units: readonly number[];
  readonly most: readonly TopK<Found>[];
  readonly least: readonly TopK<Found>[];
  readonly #limits: SearchLimits;

  constructor(node: NetworkNode, units: readonly number[], limits: SearchLimits) {
    this.node = node;
    this.units = units;
    this.#limits = limits;
    this.most = units.map(() => topK<Found>());
    this.least = units.map(() => topK<Found>());
  }

  /** Takes the layer's answers `[n, h, w, c]` or `[n, c]` to a batch whose first image has the running number `first`. */
  add(network: Network, answers: NdArray, inputs: readonly PreparedInput[], first: number): void {
    const { most, least, units } = this;
    const size = answers.data.length / inputs.length;
    inputs.forEach((input, i) => {
      const values = answers.data.subarray(i * size, (i + 1) * size);
      scan(values, answers, units, most, this.#limits.top, 1, this.#limits.perImage, first + i, input.name);
      scan(values, answers, units, least, this.#limits.least, -1, this.#limits.perImage, first + i, input.name);
    });
    for (const { entries } of [...most, ...least]) {
      for (const found of entries) {
        if (found.crop) continue;
        const { picture } = inputs[found.image - first];
        const imageSize = [picture.height, picture.width] as const;
        found.box = receptiveBox(network, this.node.name, found.row, found.column, { imageSize });
        found.crop = crop(picture, found.box);
      }
    }
  }
}

/** Offers every position of every unit of one image; `sign` -1 looks for the weakest. */
function scan(
  values: Float32Array,
  { shape }: NdArray,
  units: readonly number[],
  tops: readonly TopK<Found>[],
  k: number,
  sign: 1 | -1,
  perImage: number,
  image: number,
  name: string,
): void {
  if (k === 0) return;
  const channels = shape[shape.length - 1];
  const width = shape.length === 4 ? shape[2] : 1;
  units.forEach((unit, u) => {
    const top = tops[u];
    const own = perImage < k ? topK<Found>() : top;
    const limit = Math.min(k, perImage);
    let threshold = Math.max(own.threshold, top.threshold);
    for (let i = unit, position = 0; i < values.length; i += channels, position++) {
      const activation = sign * values[i];
      if (!(activation > threshold)) continue;
      const place = { row: Math.floor(position / width), column: position % width };
      offer(own, limit, { activation, image, position, name, ...place });
      threshold = Math.max(own.threshold, top.threshold);
    }
    if (own !== top) for (const found of own.entries) offer(top, k, found);
  });
}

function crop(picture: Image, box: { x: number; y: number; width: number; height: number }): Image {
  const { channels } = picture;
  const data = new Uint8ClampedArray(box.width * box.height * channels);
  for (let row = 0; row < box.height; row++) {
    const start = ((box.y + row) * picture.width + box.x) * channels;
    data.set(picture.data.subarray(start, start + box.width * channels), row * box.width * channels);
  }
  return { name: picture.name, width: box.width, height: box.height, channels, data };
}
