import * as tf from '@tensorflow/tfjs';
import { marginsOf } from './attributes.js';
import { blockOf } from './block-of.js';
import type { Operation } from './operation.js';

/** Zeros around the image: `padding` is `[[top, bottom], [left, right]]`. */
export const zeroPadding: Operation = {
  name: 'zero-padding',
  keeps: [],
  shape: ([input], node) => {
    const lengths = marginsOf(node, 'padding').map(([before, after], axis) => {
      const length = input[axis];
      return length === null ? null : length + before + after;
    });
    return [...lengths, input[2]];
  },
  forward: ([input], node) => {
    const [rows, columns] = marginsOf(node, 'padding');
    return tf.pad(input, [[0, 0], [...rows], [...columns], [0, 0]]);
  },
  backward: (gradient, { inputShapes, node }) => {
    const [[top], [left]] = marginsOf(node, 'padding');
    return [blockOf(gradient, [0, top, left, 0], inputShapes[0])];
  },
  receptiveField: ({ axis }, node) => {
    const [before] = marginsOf(node, 'padding')[axis];
    return { stride: 1, at: (index) => ({ first: index - before, step: 1, count: 1 }) };
  },
};
