import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import { type BackwardValues, operationOf, type TensorNode } from '../../network/operations/index.js';
import type { NdArray } from '../../numeric/nd-array.js';

/** Kernels that a rule puts in place of a layer's own. */
export type Part = 'positive' | 'negative' | 'ones' | 'squares';

/** Kernels made once a call, and freed at its end. */
export class HeldKernels {
  readonly #nodes = new Map<string, TensorNode>();

  /** The node of that name, made inside a tidy if it is asked for the first time. */
  get(key: string, make: () => TensorNode): TensorNode {
    const node = this.#nodes.get(key) ?? make();
    if (!this.#nodes.has(key)) for (const tensor of tensorsOf(node)) tf.keep(tensor);
    this.#nodes.set(key, node);
    return node;
  }

  dispose(): void {
    for (const node of this.#nodes.values()) tf.dispose(tensorsOf(node));
    this.#nodes.clear();
  }
}

const tensorsOf = ({ weights, prepared }: TensorNode) => [...Object.values(weights), ...Object.values(prepared)];

/** A convolution or dense layer as rules see it, with the batch normalisation behind it folded in. */
export interface LinearLayer {
  /** Its input, less what an affine node before it adds: what is added counts as bias. */
  readonly x: tf.Tensor;
  /** Whether `x` cannot be below 0. */
  readonly nonNegative: boolean;
  readonly bias: tf.Tensor | undefined;
  /** The layer's output, bias included. */
  output(): tf.Tensor;
  forward(x: tf.Tensor, part?: Part): tf.Tensor;
  backward(gradient: tf.Tensor, part?: Part): tf.Tensor;
}

export interface LayerContext {
  /** The node with the batch normalisation behind it folded in. */
  readonly folded: NetworkNode;
  readonly isFolded: boolean;
  /** What an affine node right before it adds to each channel. */
  readonly shift?: NdArray;
  readonly nonNegative: boolean;
  readonly held: HeldKernels;
}

/** Inside a tidy. */
export function linearLayer(values: BackwardValues, context: LayerContext): LinearLayer {
  const { folded, isFolded, shift, held } = context;
  const [given] = values.inputs;
  const operation = operationOf(folded);
  const prepare = (part: string, weights: () => Record<string, tf.Tensor>) =>
    held.get(`${folded.name}:${part}`, () => {
      const bare = { name: folded.name, attributes: folded.attributes, weights: weights() };
      return { ...bare, prepared: operation.prepare?.(bare, [given.shape.slice(1)]) ?? {} };
    });
  const own = isFolded
    ? prepare('folded', () => ({ kernel: tensorOf(folded.weights.kernel), bias: tensorOf(folded.weights.bias) }))
    : values.node;
  const { kernel, bias } = own.weights;
  const nodeOf = (part: Part | undefined): TensorNode =>
    part ? prepare(part, () => ({ kernel: kernelOf(kernel, part) })) : own;
  const offset = shift && tf.add(tf.zeros([1, ...given.shape.slice(1)]), tensorOf(shift));
  return {
    x: offset ? tf.sub(given, offset) : given,
    nonNegative: context.nonNegative && !offset,
    bias: offset ? operation.forward([offset], own) : bias,
    output: () => operation.forward([given], own),
    forward: (x, part) => {
      const node = nodeOf(part);
      const { bias: _, ...weights } = node.weights;
      return operation.forward([x], { ...node, weights });
    },
    backward: (gradient, part) =>
      operation.backward(gradient, { ...values, inputs: [given], inputShapes: [given.shape], node: nodeOf(part) })[0],
  };
}

function kernelOf(kernel: tf.Tensor, part: Part): tf.Tensor {
  switch (part) {
    case 'positive':
      return tf.relu(kernel);
    case 'negative':
      return tf.neg(tf.relu(tf.neg(kernel)));
    case 'ones':
      return tf.onesLike(kernel);
    case 'squares':
      return tf.square(kernel);
  }
}

export const tensorOf = ({ data, shape }: NdArray) => tf.tensor(data, [...shape], 'float32');
