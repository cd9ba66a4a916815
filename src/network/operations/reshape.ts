import type { NodeSpec, Operation } from './operation.js';

/** The same values in another shape, `targetShape` without the batch; one length may be -1. */
export const reshape: Operation = {
  name: 'reshape',
  keeps: [],
  shape: ([input], node) => {
    const target = targetOf(node);
    if (input.some((length) => length === null)) return target.map((length) => (length === -1 ? null : length));
    const size = input.reduce<number>((product, length) => product * (length ?? 1), 1);
    const known = target.reduce((product, length) => (length === -1 ? product : product * length), 1);
    const shape = target.map((length) => (length === -1 ? size / known : length));
    if (shape.reduce((product, length) => product * length, 1) !== size || shape.some((length) => length % 1 !== 0)) {
      throw new RangeError(`Cannot run "${node.name}": [${input}] does not have the values of [${target}]`);
    }
    return shape;
  },
  forward: ([input], node) => input.reshape([input.shape[0], ...targetOf(node)]),
  backward: (gradient, { inputShapes }) => [gradient.reshape([...inputShapes[0]])],
  // What was a place in the image may end anywhere: a bound, not exact.
  receptiveField: () => 'all',
};

function targetOf(node: NodeSpec): number[] {
  const { targetShape } = node.attributes;
  if (Array.isArray(targetShape)) return targetShape.map((length) => (length === null ? -1 : Number(length)));
  throw new TypeError(`Cannot run "${node.name}": targetShape is ${JSON.stringify(targetShape)}, expected lengths`);
}
