import type { Image } from '../image/image.js';
import type { PreparedInput } from '../image/prepare-input.js';
import type { Glance } from '../network/engines/glance.js';
import type { Network, NetworkNode } from '../network/network.js';
import { receptiveBox } from '../network/receptive-box.js';
import { Ranking } from './ranking.js';
import type { Candidate, TopK } from './top-k.js';
import { valueFloor } from './value-floor.js';

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

/** Of each channel of each image, `[count, channels]`, where they are known. */
interface Extremes {
  readonly largest: Float32Array | undefined;
  /** `false` if no value can be small enough. */
  readonly smallest: Float32Array | undefined | false;
}

/** The strongest and the weakest regions of the units of one layer, over batches of answers. */
export class PatchSearch {
  readonly node: NetworkNode;
  readonly units: Int32Array;
  readonly most: Ranking<Found>;
  readonly least: Ranking<Found>;

  readonly #network: Network;
  /** No value of the node lies below. */
  readonly #floor: number;
  /** What was found in the images that are being looked at, and where it is ranked if it still is. */
  readonly #taken: { readonly found: Found; readonly top: TopK<Found> }[] = [];

  constructor(network: Network, node: NetworkNode, units: readonly number[], { top, least, perImage }: SearchLimits) {
    this.node = node;
    this.units = Int32Array.from(units);
    this.#network = network;
    this.#floor = valueFloor(network, node);
    this.most = new Ranking(units.length, top, perImage, 1);
    this.least = new Ranking(units.length, least, perImage, -1);
  }

  /** Takes the layer's answers to some images of a batch, whose first has the running number `start`. */
  add(glance: Glance, inputs: readonly PreparedInput[], start: number): void {
    const { name } = this.node;
    // Behind a rectifier all units soon have zeros, and nothing is weaker.
    const canBeWeaker = this.least.bounds.some((bound) => bound > this.#floor);
    const extremes = { largest: glance.largest(name), smallest: canBeWeaker && glance.smallest(name) };
    for (let i = 0; i < glance.count; i++) {
      const candidates = this.#candidates(extremes, i);
      if (candidates.length === 0) continue;
      const at = glance.first + i;
      this.#scan(candidates, glance.values(name, i), glance.shape(name), { image: start + at, name: inputs[at].name });
    }
    for (const { found, top } of this.#taken) {
      if (top.entries.includes(found)) this.#cut(found, inputs[found.image - start].picture);
    }
    this.#taken.length = 0;
  }

  /** Places of the units that have a value beyond their bounds in an image: most images are passed over by their extremes. */
  #candidates({ largest, smallest }: Extremes, image: number): readonly number[] {
    const found: number[] = [];
    const [high, low] = [this.most.bounds, this.least.bounds];
    const channels = this.node.shape[this.node.shape.length - 1]!;
    for (let u = 0; u < this.units.length; u++) {
      const at = image * channels + this.units[u];
      const isHigh = largest === undefined || largest[at] > high[u];
      const isLow = smallest !== false && (smallest === undefined || smallest[at] < low[u]);
      if (isHigh || isLow) found.push(u);
    }
    return found;
  }

  /** Nearly all values are only compared: one unit after the other, with its bounds in registers. */
  #scan(
    candidates: readonly number[],
    values: Float32Array,
    shape: readonly number[],
    { image, name }: { readonly image: number; readonly name: string },
  ): void {
    const channels = shape[shape.length - 1];
    const width = shape.length === 3 ? shape[1] : 1;
    const [high, low] = [this.most.bounds, this.least.bounds];
    for (const u of candidates) {
      const unit = this.units[u];
      let at = nextBeyond(values, unit, channels, high[u], low[u]);
      while (at < values.length) {
        const position = (at - unit) / channels;
        const row = Math.floor(position / width);
        const column = position % width;
        const activation = values[at];
        if (activation > high[u]) this.#take(this.most, u, { image, name, position, row, column, activation });
        if (activation < low[u])
          this.#take(this.least, u, { image, name, position, row, column, activation: -activation });
        at = nextBeyond(values, at + channels, channels, high[u], low[u]);
      }
    }
    this.most.endImage();
    this.least.endImage();
  }

  #take(ranking: Ranking<Found>, u: number, found: Found): void {
    ranking.take(u, found);
    this.#taken.push({ found, top: ranking.tops[u] });
  }

  #cut(found: Found, picture: Image): void {
    const imageSize = [picture.height, picture.width] as const;
    found.box = receptiveBox(this.#network, this.node.name, found.row, found.column, { imageSize });
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
