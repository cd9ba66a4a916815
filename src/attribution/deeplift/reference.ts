import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import type { BackwardValues } from '../../network/operations/index.js';
import type { NdArray } from '../../numeric/nd-array.js';

/** Values `[1, ...node shape]` of the nodes that rules look at, with the baseline in place of the image. */
export type ReferenceValues = ReadonlyMap<string, NdArray>;

/** A node's values for the image beside those for the baseline, which stretch over the batch. */
export interface Pair extends BackwardValues {
  readonly inputsBefore: readonly tf.Tensor[];
  readonly outputBefore: tf.Tensor;
}

/** Inside a tidy. */
export function pairOf(node: NetworkNode, values: BackwardValues, reference: ReferenceValues): Pair {
  const tensorOf = (name: string) => {
    const { shape, data } = reference.get(name) as NdArray;
    return tf.tensor(data, [...shape], 'float32');
  };
  return { ...values, inputsBefore: node.inputs.map(tensorOf), outputBefore: tensorOf(node.name) };
}
