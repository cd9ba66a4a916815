import * as tf from '@tensorflow/tfjs';
import { paddingOf, pairOf } from './attributes.js';
import type { NodeSpec, Operation } from './operation.js';
import { maxPoolGradient } from './pool-gradient.js';
import { windowReach, windowShape, windowsOf } from './window.js';

/** The largest value of each window and channel. Ties: the first position, row by row, gets the gradient. */
export const maxPool: Operation = {
  name: 'max-pool',
  keeps: ['inputs', 'output'],
  shape: ([input], node) => windowShape(input, windows(node), input[2], node),
  forward: ([input], node) => {
    const { filterSize, strides, pad } = poolAttributes(node);
    return tf.maxPool(input as tf.Tensor4D, filterSize, strides, pad);
  },
  backward: (gradient, { inputs, output, node }) => [
    maxPoolGradient(gradient, inputs[0], output, poolAttributes(node)),
  ],
  receptiveField: (place, node) => windowReach(place, windows(node)),
};

const windows = (node: NodeSpec) => windowsOf(withStrides(node), pairOf(node, 'poolSize'));

/** Keras: strides default to the pool size. */
export const withStrides = (node: NodeSpec): NodeSpec => ({
  ...node,
  attributes: { ...node.attributes, strides: node.attributes.strides ?? node.attributes.poolSize },
});

export const poolAttributes = (node: NodeSpec) => ({
  filterSize: [...pairOf(node, 'poolSize')] as [number, number],
  strides: [...pairOf(withStrides(node), 'strides')] as [number, number],
  pad: paddingOf(node),
});
