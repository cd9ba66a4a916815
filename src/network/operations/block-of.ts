import * as tf from '@tensorflow/tfjs';
import { isOnWasm, onHeap } from '../wasm/wasm-heap.js';
import { alias } from './alias.js';

/**
 * A block of a value, as `tf.slice` gives it, from `begin` on. On wasm rows are copied within the heap: tfjs copies the
 * whole value out of it first, which takes ten times as long.
 */
export function blockOf(value: tf.Tensor, begin: readonly number[], size: readonly number[]): tf.Tensor {
  if (value.shape.every((length, axis) => length === size[axis])) return alias(value);
  if (!isOnWasm()) return tf.slice(value, [...begin], [...size]);
  const out = tf.fill([...size], 0);
  copyBlock(onHeap(value), value.shape, begin, size, onHeap(out));
  return out;
}

/** A value cut along one axis into parts of the given lengths. */
export function partsOf(value: tf.Tensor, lengths: readonly number[], axis: number): tf.Tensor[] {
  let first = 0;
  return lengths.map((length) => {
    const begin = value.shape.map((_, i) => (i === axis ? first : 0));
    first += length;
    return blockOf(
      value,
      begin,
      value.shape.map((all, i) => (i === axis ? length : all)),
    );
  });
}

function copyBlock(
  from: Float32Array,
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
  to: Float32Array,
): void {
  const heap = new Float32Array(from.buffer);
  const [source, target] = [from.byteOffset / 4, to.byteOffset / 4];
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  // From the innermost axis that is cut, values lie in one run.
  const innermost = shape.findLastIndex((length, axis) => length !== size[axis]);
  const run = size[innermost] * strides[innermost];
  let done = target;
  const walk = (axis: number, start: number): void => {
    const first = start + begin[axis] * strides[axis];
    if (axis === innermost) {
      heap.copyWithin(done, first, first + run);
      done += run;
      return;
    }
    for (let i = 0; i < size[axis]; i++) walk(axis + 1, first + i * strides[axis]);
  };
  walk(0, source);
}
