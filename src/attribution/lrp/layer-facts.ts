import { affineOf } from '../../network/fold-batch-norm.js';
import type { NetworkNode } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';

/** Convolutions and dense layers: what rules are for. */
export const LINEAR_LAYERS = ['conv2d', 'depthwise-conv2d', 'conv2d-transpose', 'dense'];

/** What multiplies and adds a constant: relevance passes it, and the layer behind it counts what it adds as bias. */
const AFFINE = ['batch-norm', 'rescaling', 'normalization'];

/** What only moves values, or multiplies them and adds a constant: what is behind still reads the image. */
const SEES_IMAGE = [
  'input',
  'identity',
  'zero-padding',
  'cropping',
  'resizing',
  'permute',
  'reshape',
  'flatten',
  ...AFFINE,
];

/** What is never below zero whatever comes in, and what is not if its inputs are not. */
const NEVER_NEGATIVE = ['sigmoid', 'hard-sigmoid', 'softmax', 'softplus', 'exponential'];
const KEEPS_SIGN = [
  'identity',
  'max-pool',
  'global-max-pool',
  'average-pool',
  'global-average-pool',
  'add',
  'average',
  'multiply',
  'maximum',
  'minimum',
  'concatenate',
  'flatten',
  'reshape',
  'permute',
  'zero-padding',
  'cropping',
  'up-sampling',
  'resizing',
];

/** The nodes through which the image itself is seen, without an activation or layer in between. */
export function imageNodes(nodes: readonly NetworkNode[]): Set<string> {
  const found = new Set<string>();
  for (const { name, operation, inputs } of nodes) {
    if (SEES_IMAGE.includes(operation) && inputs.every((input) => found.has(input))) found.add(name);
  }
  return found;
}

/** The nodes whose values cannot be below zero, so that half of the work is spared. */
export function nonNegativeNodes(nodes: readonly NetworkNode[], image: NdArray): Set<string> {
  const found = new Set<string>();
  const imageIsNot = image.data.every((value) => value >= 0);
  for (const { name, operation, inputs, attributes } of nodes) {
    const rectifies = operation === 'relu' && !attributes.negativeSlope && Number(attributes.threshold ?? 0) >= 0;
    const keeps = KEEPS_SIGN.includes(operation) && inputs.every((input) => found.has(input));
    const isInput = operation === 'input' && imageIsNot;
    if (rectifies || keeps || isInput || NEVER_NEGATIVE.includes(operation)) found.add(name);
  }
  return found;
}

/** What an affine node adds to each channel; `undefined` of another node. */
export function shiftOf(node: NetworkNode | undefined): NdArray | undefined {
  const vector = (data: ArrayLike<number>) => ({ shape: [data.length], data: Float32Array.from(data) });
  switch (node?.operation) {
    case 'batch-norm':
      return vector(affineOf(node).shift);
    case 'rescaling':
      return vector([Number(node.attributes.offset ?? 0)]);
    case 'normalization': {
      const { mean, variance } = node.weights;
      return {
        shape: mean.shape,
        data: mean.data.map((value, i) => -value / Math.max(Math.sqrt(variance.data[i]), 1e-7)),
      };
    }
  }
}
