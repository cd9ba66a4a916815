import { sizeOf } from '../../numeric/nd-array.js';
import type { NetworkGraph } from '../network.js';
import type { Operation, Shape } from '../operations/index.js';

/**
 * How many images run at once, by the size of what they leave behind rather than by the clock, so that the same network
 * is always cut alike. Small networks are run many at a time, as each kernel call costs some microseconds whatever it
 * does; large ones singly, so that a layer's values are still in the processor's cache when the next layer reads them.
 * The figures are in `docs/decisions/0009-micro-batches.md`.
 */
const CACHE_BYTES = 2 ** 21;
const LARGEST = 64;
/** The reverse pass holds the values of many layers at once. */
const HELD_BYTES = 2 ** 28;

export interface MicroBatch {
  readonly forward: number;
  readonly backward: number;
}

/** Micro-batches for images of this shape `[h, w, c]`. */
export function microBatchOf(
  graph: NetworkGraph,
  operationOf: (name: string) => Operation,
  image: readonly number[],
): MicroBatch {
  const shapes = new Map<string, Shape>();
  for (const node of graph.nodes) {
    const operation = operationOf(node.name);
    const inputs = node.inputs.map((name) => shapes.get(name) as Shape);
    shapes.set(node.name, operation.name === 'input' ? image : operation.shape(inputs, node));
  }
  const all = [...shapes.values()].reduce((sum, shape) => sum + bytesOf(shape), 0);
  const forward = imagesAtOnce([...shapes.values()]);
  return { forward, backward: Math.min(forward, clamp(Math.floor(HELD_BYTES / all))) };
}

/** How many images run forward at once that leave values of these shapes behind, one after the other. */
export function imagesAtOnce(shapes: readonly Shape[]): number {
  return clamp(Math.floor(CACHE_BYTES / Math.max(...shapes.map(bytesOf))));
}

const bytesOf = (shape: Shape) => 4 * sizeOf(shape.map((length) => length ?? 1));
const clamp = (count: number) => Math.max(1, Math.min(LARGEST, count));
