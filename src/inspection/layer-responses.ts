import type { Glance } from '../network/engines/glance.js';
import type { NetworkNode } from '../network/network.js';
import { dot } from '../numeric/dot.js';
import type { NdArray } from '../numeric/nd-array.js';

/** Twice as many images are kept at most. */
const KEPT = 512;

/** Which of many images are kept: all, or every second, fourth, ... of them, at most 1,024. */
export class EvenSelection<T> {
  #step = 1;
  #seen = 0;
  #kept: T[] = [];

  get kept(): readonly T[] {
    return this.#kept;
  }

  /** Takes the next one, which is made only if it is kept. */
  add(make: () => T): void {
    if (this.#seen++ % this.#step !== 0) return;
    this.#kept.push(make());
    if (this.#kept.length < 2 * KEPT) return;
    this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
    this.#step *= 2;
  }
}

/** What a layer answered to images: the mean of each unit over its places, image by image, and how much of it was zero. */
export class LayerResponses {
  readonly node: NetworkNode;
  readonly #rows = new EvenSelection<Float32Array>();
  readonly #answered: Uint8Array;
  #zeros = 0;
  #values = 0;

  constructor(node: NetworkNode) {
    this.node = node;
    this.#answered = new Uint8Array(node.shape.at(-1) as number);
  }

  add(glance: Glance): void {
    for (let i = 0; i < glance.count; i++) {
      const row = this.#look(glance.values(this.node.name, i));
      this.#rows.add(() => row);
    }
  }

  /** Means over the places `[images, units]`. */
  get means(): NdArray {
    const units = this.#answered.length;
    const rows = this.#rows.kept;
    const data = new Float32Array(rows.length * units);
    rows.forEach((row, i) => {
      data.set(row, i * units);
    });
    return { shape: [rows.length, units], data };
  }

  /** Units that were exactly 0 everywhere in all images. */
  get dead(): number {
    return this.#answered.filter((answered) => answered === 0).length;
  }

  /** Share of exact zeros among all values. */
  get zeros(): number {
    return this.#zeros / this.#values;
  }

  #look(values: Float32Array): Float32Array {
    const units = this.#answered.length;
    const sums = new Float64Array(units);
    for (let i = 0, unit = 0; i < values.length; i++) {
      const value = values[i];
      if (value === 0) this.#zeros++;
      else {
        sums[unit] += value;
        this.#answered[unit] = 1;
      }
      if (++unit === units) unit = 0;
    }
    this.#values += values.length;
    const places = values.length / units;
    return Float32Array.from(sums, (sum) => sum / places);
  }
}

/** Two units whose answers go together more than this are shown as one. */
const SAME = 0.7;

/**
 * Units to show of a layer, at most `most`, given its answers `[images, units]`: those whose answers differ most from image to
 * image, leaving out what goes together with one that is shown, as long as there are others. Units that answer all images
 * alike are never among them.
 */
export function distinctUnits({ shape: [n, units], data }: NdArray, most: number): number[] {
  const centred = Array.from({ length: units }, (_, unit) => {
    const values = Float64Array.from({ length: n }, (_, i) => data[i * units + unit]);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    return values.map((value) => value - mean);
  });
  const spread = centred.map((values) => Math.sqrt(dot(values, values)));
  const ranked = [...spread.keys()].filter((unit) => spread[unit] > 0).sort((a, b) => spread[b] - spread[a]);
  const correlation = (a: number, b: number) => dot(centred[a], centred[b]) / (spread[a] * spread[b]);
  const chosen: number[] = [];
  for (const unit of ranked) {
    if (chosen.length === most) break;
    if (chosen.every((other) => correlation(unit, other) <= SAME)) chosen.push(unit);
  }
  const others = ranked.filter((unit) => !chosen.includes(unit));
  return [...chosen, ...others.slice(0, most - chosen.length)];
}

/**
 * Share of things whose most similar other thing is of the same class, given the centred Gram matrix of their features (cosine
 * similarity), and what chance would give. `null` where all are of one class, no two are, or their features are all the same.
 */
export function neighbourShare(
  gram: Float64Array,
  classes: readonly number[],
): { share: number; chance: number } | null {
  const n = classes.length;
  const counts = new Map<number, number>();
  for (const index of classes) counts.set(index, (counts.get(index) ?? 0) + 1);
  const pairs = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const lengths = Array.from({ length: n }, (_, i) => Math.sqrt(gram[i * n + i]));
  if (counts.size < 2 || pairs === 0 || lengths.every((length) => length === 0)) return null;
  let same = 0;
  for (let i = 0; i < n; i++) {
    let [best, nearest] = [Number.NEGATIVE_INFINITY, -1];
    for (let j = 0; j < n; j++) {
      const similarity = gram[i * n + j] / Math.max(lengths[j], Number.MIN_VALUE);
      if (j !== i && similarity > best) [best, nearest] = [similarity, j];
    }
    if (nearest >= 0 && classes[nearest] === classes[i]) same++;
  }
  return { share: same / n, chance: pairs / (n * (n - 1)) };
}
