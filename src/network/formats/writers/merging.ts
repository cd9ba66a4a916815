import { axisOf } from '../../operations/attributes.js';
import { type LayerWriter, plain } from './layer-writer.js';

/** Counted from the batch on: tfjs takes every axis below 0 for the last. */
const concatenate: LayerWriter = (node) => plain('Concatenate', { axis: axisOf(node, node.inputShapes[0].length) + 1 });

/** tfjs adds and does not subtract. */
const subtract: LayerWriter = () => [
  { className: 'Rescaling', config: { scale: -1, offset: 0 }, reads: [1] },
  { className: 'Add', reads: [0, 'before'] },
];

export const MERGING_WRITERS: Readonly<Record<string, LayerWriter>> = {
  add: () => plain('Add'),
  subtract,
  multiply: () => plain('Multiply'),
  average: () => plain('Average'),
  maximum: () => plain('Maximum'),
  minimum: () => plain('Minimum'),
  concatenate,
};
