import type { Image } from '../image/image.js';
import { rgbToLab } from '../image/lab.js';
import { withChannels } from '../image/prepare-input.js';
import type { NdArray } from '../numeric/nd-array.js';
import { random } from '../numeric/random.js';

/** The parts of a region's description, in this order, and how many numbers each has. */
export interface DescriptorLayout {
  /** Mean activation of each channel of a layer, brought to at most 64 numbers by a random projection. */
  readonly network: number;
  /** Mean CIELAB colour. */
  readonly colour: 3;
  /** Standard deviation of the three, and the mean step of lightness between neighbours. */
  readonly texture: 4;
  /** Centre, from 0 to 1: across and down. */
  readonly position: 2;
}

/** More channels than this are projected: distances stay nearly the same (Johnson and Lindenstrauss 1984). */
const MOST_CHANNELS = 64;

export function descriptorLayout(channels: number): DescriptorLayout {
  return { network: Math.min(channels, MOST_CHANNELS), colour: 3, texture: 4, position: 2 };
}

export const descriptorLength = ({ network, colour, texture, position }: DescriptorLayout): number =>
  network + colour + texture + position;

interface Described {
  readonly picture: Image;
  /** Region of each pixel of the picture, and how many regions. */
  readonly labels: Int32Array;
  readonly count: number;
  /** Activations `[1, h, w, c]` of a layer, or `null`. */
  readonly activations: NdArray | null;
}

/** What each region looks like to the network and to a person: `[regions, length]`, in the units of each part. */
export function describeRegions({ picture, labels, count, activations }: Described): Float32Array {
  const layout = descriptorLayout(activations?.shape[3] ?? 0);
  const length = descriptorLength(layout);
  const out = new Float32Array(count * length);
  const sizes = new Float64Array(count);
  for (const label of labels) sizes[label]++;
  if (activations) writeNetwork(out, length, { picture, labels, count, activations }, sizes);
  writeLooks(out, length, layout.network, { picture, labels, count, activations }, sizes);
  return out;
}

function writeNetwork(
  out: Float32Array,
  length: number,
  { picture, labels, count, activations }: Described & { readonly activations: NdArray },
  sizes: Float64Array,
): void {
  const [, rows, columns, channels] = activations.shape;
  // How many pixels of a region lie in each cell of the layer: then each region reads each of its cells once.
  const cells = new Map<number, number>();
  const { width, height } = picture;
  for (let i = 0; i < labels.length; i++) {
    const row = Math.floor((Math.floor(i / width) * rows) / height);
    const column = Math.floor(((i % width) * columns) / width);
    const key = labels[i] * rows * columns + row * columns + column;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  const means = new Float64Array(count * channels);
  for (const [key, pixels] of cells) {
    const region = Math.floor(key / (rows * columns));
    const at = (key % (rows * columns)) * channels;
    const share = pixels / sizes[region];
    for (let k = 0; k < channels; k++) means[region * channels + k] += share * activations.data[at + k];
  }
  const project = projection(channels);
  for (let region = 0; region < count; region++) {
    out.set(project(means.subarray(region * channels, (region + 1) * channels)), region * length);
  }
}

const projections = new Map<number, (values: Float64Array) => Float64Array>();

function projection(channels: number): (values: Float64Array) => Float64Array {
  if (channels <= MOST_CHANNELS) return (values) => values;
  const known = projections.get(channels);
  if (known) return known;
  const { normal } = random(channels);
  const matrix = Float64Array.from({ length: channels * MOST_CHANNELS }, () => normal() / Math.sqrt(MOST_CHANNELS));
  const project = (values: Float64Array) =>
    Float64Array.from({ length: MOST_CHANNELS }, (_, i) =>
      values.reduce((sum, value, k) => sum + value * matrix[k * MOST_CHANNELS + i], 0),
    );
  projections.set(channels, project);
  return project;
}

function writeLooks(
  out: Float32Array,
  length: number,
  start: number,
  { picture, labels, count }: Described,
  sizes: Float64Array,
): void {
  const { width, height } = picture;
  const lab = rgbToLab(withChannels(picture, 3).data);
  const sums = new Float64Array(count * 9);
  for (let i = 0; i < labels.length; i++) {
    const at = labels[i] * 9;
    for (let k = 0; k < 3; k++) {
      sums[at + k] += lab[3 * i + k];
      sums[at + 3 + k] += lab[3 * i + k] ** 2;
    }
    const right = i % width < width - 1 ? i + 1 : i;
    const below = i + width < labels.length ? i + width : i;
    sums[at + 6] += (Math.abs(lab[3 * right] - lab[3 * i]) + Math.abs(lab[3 * below] - lab[3 * i])) / 2;
    sums[at + 7] += ((i % width) + 0.5) / width;
    sums[at + 8] += (Math.floor(i / width) + 0.5) / height;
  }
  for (let region = 0; region < count; region++) {
    const mean = (k: number) => sums[region * 9 + k] / sizes[region];
    for (let k = 0; k < 3; k++) {
      out[region * length + start + k] = mean(k);
      out[region * length + start + 3 + k] = Math.sqrt(Math.max(0, mean(3 + k) - mean(k) ** 2));
    }
    for (let k = 6; k < 9; k++) out[region * length + start + k] = mean(k);
  }
}
