import type { Image } from '../image/image.js';
import type { PreparedInput } from '../image/prepare-input.js';
import type { Network, NetworkNode } from '../network/network.js';
import { receptiveBox } from '../network/receptive-field.js';
import type { NdArray } from '../numeric/nd-array.js';
import { Ranking } from './ranking.js';
import type { Candidate } from './top-k.js';

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
  readonly units: Int32Array;
  readonly most: Ranking<Found>;
  readonly least: Ranking<Found>;

  constructor(node: NetworkNode, units: readonly number[], { top, least, perImage }: SearchLimits) {
    this.node = node;
    this.units = Int32Array.from(units);
    this.most = new Ranking(units.length, top, perImage, 1);
    this.least = new Ranking(units.length, least, perImage, -1);
  }

  /** Takes the layer's answers `[n, h, w, c]` or `[n, c]` to a batch whose first image has the running number `first`. */
  add(network: Network, answers: NdArray, inputs: readonly PreparedInput[], first: number): void {
    const size = answers.data.length / inputs.length;
    inputs.forEach(({ name }, i) => {
      this.#scan(answers.data.subarray(i * size, (i + 1) * size), answers.shape, first + i, name);
    });
    for (const { entries } of [...this.most.tops, ...this.least.tops]) {
      for (const found of entries) if (!found.crop) this.#cut(network, found, inputs[found.image - first].picture);
    }
  }

  /** Nearly all values are only compared: one unit after the other, with its bounds in registers. */
  #scan(values: Float32Array, shape: readonly number[], image: number, name: string): void {
    const channels = shape[shape.length - 1];
    const width = shape.length === 4 ? shape[2] : 1;
    const [high, low] = [this.most.bounds, this.least.bounds];
    this.units.forEach((unit, u) => {
      let at = nextBeyond(values, unit, channels, high[u], low[u]);
      while (at < values.length) {
        const position = (at - unit) / channels;
        const place = { image, position, name, row: Math.floor(position / width), column: position % width };
        const activation = values[at];
        if (activation > high[u]) this.most.take(u, { ...place, activation });
        if (activation < low[u]) this.least.take(u, { ...place, activation: -activation });
        at = nextBeyond(values, at + channels, channels, high[u], low[u]);
      }
    });
    this.most.endImage();
    this.least.endImage();
  }

  #cut(network: Network, found: Found, picture: Image): void {
    const imageSize = [picture.height, picture.width] as const;
    found.box = receptiveBox(network, this.node.name, found.row, found.column, { imageSize });
    found.crop = crop(picture, found.box);
  }
}

/** The first place from `from` on, `step` apart, whose value is above `high` or below `low`; beyond the end if there is none. */
function nextBeyond(values: Float32Array, from: number, step: number, high: number, low: number): number {
  let i = from;
  while (i < values.length) {
    const value = values[i];
    if (value > high || value < low) break;
    i += step;
  }
  return i;
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
