import * as tf from '@tensorflow/tfjs';
import { axisOf } from './attributes.js';
import { partsOf } from './block-of.js';
import type { Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** Several values side by side along `axis` (default: the last). */
export const concatenate: Operation = {
  name: 'concatenate',
  keeps: [],
  shape: (inputs, node) => {
    const axis = axisOf(node, inputs[0].length);
    for (const shape of inputs) {
      if (shape.length !== inputs[0].length || shape.some((length, i) => i !== axis && differ(length, inputs[0][i]))) {
        const shapes = inputs.map((each) => `[${each}]`).join(' and ');
        throw new RangeError(`Cannot run "${node.name}": its inputs have shapes ${shapes}, which do not fit`);
      }
    }
    const total = inputs.reduce<number | null>((sum, shape) => addLengths(sum, shape[axis]), 0);
    return inputs[0].map((length, i) => (i === axis ? total : length));
  },
  forward: (inputs, node) => tf.concat([...inputs], axisOf(node, inputs[0].rank - 1) + 1),
  backward: (gradient, { inputShapes, node }) => {
    const axis = axisOf(node, gradient.rank - 1) + 1;
    const lengths = inputShapes.map((shape) => shape[axis]);
    return partsOf(gradient, lengths, axis);
  },
  receptiveField: ({ axis }, node) => {
    const along = typeof node.attributes.axis === 'number' ? node.attributes.axis : -1;
    return along === axis + 1 || along === axis - 3 ? 'all' : ownPlace;
  },
};

const differ = (a: number | null, b: number | null) => a !== null && b !== null && a !== b;
const addLengths = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
