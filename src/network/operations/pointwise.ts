import * as tf from '@tensorflow/tfjs';
import type { BackwardValues, Operation, Reach, TensorNode } from './operation.js';

/** Every unit reads the unit at its own place. */
export const ownPlace: Reach = { stride: 1, at: (index) => ({ first: index, step: 1, count: 1 }) };

/** An operation of one input that works on each number by itself: an activation function. */
export interface Pointwise {
  readonly name: string;
  readonly forward: (input: tf.Tensor, node: TensorNode) => tf.Tensor;
  /** d output / d input. */
  readonly derivative: (values: { input: tf.Tensor; output: tf.Tensor; node: TensorNode }) => tf.Tensor;
  /** Which of its values the derivative reads. */
  readonly keeps: 'inputs' | 'output';
}

export function pointwise({ name, forward, derivative, keeps }: Pointwise): Operation {
  return {
    name,
    keeps: [keeps],
    shape: ([input]) => input,
    forward: ([input], node) => forward(input, node),
    backward: (gradient, { inputs, output, node }: BackwardValues) => [
      tf.mul(gradient, derivative({ input: inputs[0], output, node })),
    ],
    receptiveField: () => ownPlace,
  };
}
