import * as tf from '@tensorflow/tfjs';
import { marginsOf } from './attributes.js';
import { blockOf } from './block-of.js';
import type { Operation } from './operation.js';

/** Edges cut off: `cropping` is `[[top, bottom], [left, right]]`. */
export const cropping: Operation = {
  name: 'cropping',
  keeps: [],
  shape: ([input], node) => {
    const lengths = marginsOf(node, 'cropping').map(([before, after], axis) => {
      const length = input[axis];
      if (length !== null && length <= before + after) {
        throw new RangeError(`Cannot run "${node.name}": it cuts ${before + after} from a length of ${length}`);
      }
      return length === null ? null : length - before - after;
    });
    return [...lengths, input[2]];
  },
  forward: ([input], node) => {
    const [[top, bottom], [left, right]] = marginsOf(node, 'cropping');
    const [n, h, w, c] = input.shape;
    return blockOf(input, [0, top, left, 0], [n, h - top - bottom, w - left - right, c]);
  },
  backward: (gradient, { node }) => {
    const [rows, columns] = marginsOf(node, 'cropping');
    return [tf.pad(gradient, [[0, 0], [...rows], [...columns], [0, 0]])];
  },
  receptiveField: ({ axis }, node) => {
    const [before] = marginsOf(node, 'cropping')[axis];
    return { stride: 1, at: (index) => ({ first: index + before, step: 1, count: 1 }) };
  },
};
