import { decodeArray } from '../../document/encode.js';
import { evidenceMap } from '../../document/evidence-map.js';
import type { CurvePart } from '../../document/parts.js';
import type { EvidenceDocument } from '../trial.js';

/** The parts of an image that are hidden as one, and the evidence in each. */
export interface Places {
  readonly unit: CurvePart['unit'];
  /** Side of the squares of pixels that are hidden together; 1 for cells and superpixels. */
  readonly block: number;
  readonly count: number;
  /** `[h, w]`: the place of each pixel, from 0. */
  readonly labels: Int32Array;
  /** Pixels of each place. */
  readonly sizes: Int32Array;
  /** What ranks a place: mean of its pixels, its cell, or the weight of its region. */
  readonly values: Float64Array;
  /** What a place contributes: the sum of its pixels, its cell, or the weight of its region. */
  readonly sums: Float64Array;
}

/**
 * The places of a document: superpixels as they are, a layer's cells as the areas of the picture over which they are
 * stretched, pixels in squares of `block`. Default: about 28 squares a side, as single pixels of a photograph, taken out
 * at random, destroy it long before a region of the same size does.
 */
export function placesOf(document: EvidenceDocument, block?: number): Places {
  if (document.kind === 'superpixels') return superpixels(document);
  const { width, height } = document.image;
  const { shape } = document.result.values;
  if (shape[0] !== height || shape[1] !== width) return cells(document, shape[0], shape[1]);
  return pixels(document, block ?? Math.max(1, Math.round(Math.min(width, height) / 28)));
}

function superpixels(document: EvidenceDocument & { kind: 'superpixels' }): Places {
  const labels = Int32Array.from(decodeArray(document.result.segments).data);
  const count = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const values = new Float64Array(count);
  for (const { segment, weight } of document.result.weights) values[segment] = weight;
  return { unit: 'superpixels', block: 1, count, labels, sizes: sizesOf(labels, count), values, sums: values };
}

function cells({ image, result }: EvidenceDocument & { kind: 'attribution' }, rows: number, columns: number): Places {
  const { width, height } = image;
  const row = (y: number) => Math.floor(((y + 0.5) * rows) / height);
  const column = (x: number) => Math.floor(((x + 0.5) * columns) / width);
  const labels = Int32Array.from(
    { length: width * height },
    (_, i) => row(Math.floor(i / width)) * columns + column(i % width),
  );
  const { shape, data } = decodeArray(result.values);
  const [, , channels = 1] = shape;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < data.length; i++) values[Math.floor(i / channels)] += data[i];
  const sizes = sizesOf(labels, values.length);
  return { unit: 'cells', block: 1, count: values.length, labels, sizes, values, sums: values };
}

function pixels(document: EvidenceDocument, block: number): Places {
  const { width, height, values: map } = evidenceMap(document);
  const columns = Math.ceil(width / block);
  const count = columns * Math.ceil(height / block);
  const square = (i: number) => Math.floor(Math.floor(i / width) / block) * columns + Math.floor((i % width) / block);
  const labels = Int32Array.from(map, (_, i) => square(i));
  const sizes = sizesOf(labels, count);
  const sums = new Float64Array(count);
  for (let i = 0; i < map.length; i++) sums[labels[i]] += map[i];
  return { unit: 'pixels', block, count, labels, sizes, values: sums.map((sum, i) => sum / sizes[i]), sums };
}

function sizesOf(labels: Int32Array, count: number): Int32Array {
  const sizes = new Int32Array(count);
  for (const label of labels) sizes[label]++;
  return sizes;
}
