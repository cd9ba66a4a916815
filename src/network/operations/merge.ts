import * as tf from '@tensorflow/tfjs';
import { alias } from './alias.js';
import type { BackwardRule, Kept, Operation, Shape } from './operation.js';
import { ownPlace } from './pointwise.js';

/** An operation that makes one value of several, number by number. */
export interface Merge {
  readonly name: string;
  readonly forward: (inputs: readonly tf.Tensor[]) => tf.Tensor;
  /** Gradients as if all inputs had the output's shape; summed afterwards where an input was stretched. */
  readonly backward: BackwardRule;
  readonly keeps: Kept;
}

export function merge({ name, forward, backward, keeps }: Merge): Operation {
  return {
    name,
    keeps,
    shape: (inputs, node) => inputs.reduce((shape, other) => stretch(shape, other, node.name)),
    forward: (inputs) => (inputs.length === 1 ? alias(inputs[0]) : forward(inputs)),
    backward: (gradient, values) => backward(gradient, values).map((part, i) => unstretch(part, values.inputShapes[i])),
    receptiveField: ({ inputLength, outputLength }) => (inputLength === 1 && outputLength !== 1 ? 'all' : ownPlace),
  };
}

/** The common shape of two that fit, where lengths of 1 stretch. */
function stretch(a: Shape, b: Shape, name: string): Shape {
  const rank = Math.max(a.length, b.length);
  const lengths = (shape: Shape) => [...Array<number>(rank - shape.length).fill(1), ...shape];
  const [left, right] = [lengths(a), lengths(b)];
  return left.map((length, i) => {
    if (length === right[i] || right[i] === 1) return length;
    if (length === 1) return right[i];
    if (length === null || right[i] === null) return length ?? right[i];
    throw new RangeError(`Cannot run "${name}": its inputs have shapes [${a}] and [${b}], which do not fit`);
  });
}

/** Sums a gradient over the axes along which its input was stretched. */
function unstretch(gradient: tf.Tensor, shape: readonly number[]): tf.Tensor {
  if (gradient.rank === shape.length && gradient.shape.every((length, i) => length === shape[i])) return gradient;
  const axes = shape.flatMap((length, i) => (length === 1 && gradient.shape[i] !== 1 ? [i] : []));
  return tf.sum(gradient, axes, true);
}
