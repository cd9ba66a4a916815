import type { NdArray } from '../../numeric/nd-array.js';
import type { CompiledNetwork, ForwardOptions } from './engine.js';

/** What nodes answered to some images of a batch, seen where it is: nothing leaves the engine but what is asked for. Good until the next one. */
export interface Glance {
  /** The place of the first of these images in the batch, and how many they are. */
  readonly first: number;
  readonly count: number;
  /** A node's shape, `[h, w, c]` or `[c]`. */
  shape(node: string): readonly number[];
  /**
   * The largest and smallest value of each channel of each image, `[count, c]`. Undefined where finding them costs no less than
   * looking at all values. Values that are not a number are not compared.
   */
  largest(node: string): Float32Array | undefined;
  smallest(node: string): Float32Array | undefined;
  /** All values of one of these images, the first being 0. Good until anything else is asked for. */
  values(node: string, image: number): Float32Array;
}

/**
 * A batch's answers a few images at a time, in order. Where an engine has no way to look at them in place, its threads are
 * at work already when this returns.
 */
export function glancesOf(
  compiled: CompiledNetwork,
  batch: NdArray,
  fetch: readonly string[],
  options: ForwardOptions = {},
): AsyncIterable<Glance> {
  return (
    compiled.glances?.(batch, fetch, options) ?? glancesAt(compiled.forward(batch, fetch, options), batch.shape[0])
  );
}

/** One glance at all of a batch, when its values have left the engine. */
export function glancesAt(values: Promise<Map<string, NdArray>>, count: number): AsyncIterable<Glance> {
  // Whoever iterates is told of a failure; until then nobody may be waiting.
  values.catch(() => {});
  return {
    async *[Symbol.asyncIterator]() {
      yield glanceAtValues(await values, count);
    },
  };
}

function glanceAtValues(all: Map<string, NdArray>, count: number): Glance {
  const of = (node: string) => all.get(node) as NdArray;
  return {
    first: 0,
    count,
    shape: (node) => of(node).shape.slice(1),
    largest: () => undefined,
    smallest: () => undefined,
    values: (node, image) => {
      const { data } = of(node);
      const size = data.length / count;
      return data.subarray(image * size, (image + 1) * size);
    },
  };
}
