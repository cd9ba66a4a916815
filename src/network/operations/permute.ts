import type { NodeSpec, Operation } from './operation.js';
import { ownPlace } from './pointwise.js';

/** Axes in another order: `dims` counts from 1, as the batch is 0. */
export const permute: Operation = {
  name: 'permute',
  keeps: [],
  shape: ([input], node) => dimsOf(node).map((axis) => input[axis - 1]),
  forward: ([input], node) => input.transpose([0, ...dimsOf(node)]),
  backward: (gradient, { node }) => {
    const order = [0, ...dimsOf(node)];
    return [gradient.transpose(order.map((_, axis) => order.indexOf(axis)))];
  },
  // Rows that become columns or channels: a bound, not exact.
  receptiveField: ({ axis }, node) => (dimsOf(node)[axis] === axis + 1 ? ownPlace : 'all'),
};

function dimsOf(node: NodeSpec): number[] {
  const { dims } = node.attributes;
  if (Array.isArray(dims)) return dims.map(Number);
  throw new TypeError(`Cannot run "${node.name}": dims is ${JSON.stringify(dims)}, expected an order of axes`);
}
