import { findNode } from './find-node.js';
import type { Reach } from './operations/index.js';
import { type Axis, type FieldGraph, type FieldOptions, SizedGraph } from './sized-graph.js';

/**
 * What the units of a node see of the input: the unit at row r and column c sees the pixels from
 * `offset + stride * [r, c]`, `size` of them down and across. Offsets are negative where padding is seen too; cut the box
 * at the image's border, or ask `receptiveBox`, which is exact there.
 *
 * Nodes that have no place in the image (dense layers, global pooling) see all of it: `size` is the input's,
 * `stride` and `offset` are 0.
 */
export interface ReceptiveField {
  readonly size: readonly [height: number, width: number];
  readonly stride: readonly [down: number, across: number];
  readonly offset: readonly [y: number, x: number];
}

/**
 * The receptive field of a node, by arithmetic over the graph: through branches it is the smallest field that holds those
 * of all branches (with strides that differ: the first branch's stride, and a size that holds every unit's field);
 * up-sampling and transposed convolution, whose units do not all see alike, have the smallest that holds each unit's.
 * `same` padding is that of the network's input size; of an unknown size, what a multiple of all strides would get.
 *
 * @returns `null` where the whole image is seen and its size is not known
 * @throws RangeError if there is no such node
 */
export function receptiveField(graph: FieldGraph, name: string, options: FieldOptions = {}): ReceptiveField | null {
  const node = findNode(graph, name);
  const sized = new SizedGraph(graph, options);
  const [rows, columns] = ([0, 1] as const).map((axis) => axisFields(sized, axis).get(node.name));
  if (!rows || !columns) return null;
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    offset: [rows.offset, columns.offset],
  };
}

interface AxisField {
  readonly size: number;
  readonly stride: number;
  readonly offset: number;
}

/** The field of every node along one axis; `null` where it is an image of unknown length. */
function axisFields(graph: SizedGraph, axis: Axis): Map<string, AxisField | null> {
  const fields = new Map<string, AxisField | null>();
  const length = graph.length(graph.nodes[0].name, axis);
  const whole = length === null ? null : { size: length, stride: 0, offset: 0 };
  for (const node of graph.nodes) {
    if (node.operation === 'input') {
      fields.set(node.name, { size: 1, stride: 1, offset: 0 });
      continue;
    }
    const outputLength = graph.length(node.name, axis);
    const branches = node.inputs.map((input) => {
      const reach = graph.reach(node, input, axis);
      const field = fields.get(input);
      return reach === 'all' || !field || field.stride === 0 ? whole : through(field, reach, outputLength);
    });
    fields.set(
      node.name,
      branches.reduce((union, branch) => unite(union, branch, outputLength)),
    );
  }
  return fields;
}

/** The field of units that read, by `reach`, units with the given field. */
function through(field: AxisField, reach: Exclude<Reach, 'all'>, outputLength: number | null): AxisField {
  let before = Number.POSITIVE_INFINITY;
  let behind = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < Math.min(outputLength ?? 64, 4096); index++) {
    const { first, step, count } = reach.at(index);
    if (count === 0) continue;
    before = Math.min(before, first - reach.stride * index);
    behind = Math.max(behind, first + step * (count - 1) - reach.stride * index);
  }
  return {
    size: field.size + field.stride * (behind - before),
    stride: field.stride * reach.stride,
    offset: field.offset + field.stride * before,
  };
}

function unite(a: AxisField | null, b: AxisField | null, length: number | null): AxisField | null {
  if (!a || !b) return null;
  if (a.stride === 0 || b.stride === 0) return a.stride === 0 ? a : b;
  // How far the second branch has moved away from the first at the last unit.
  const drift = (b.stride - a.stride) * ((length ?? 1) - 1);
  const offset = Math.min(a.offset, b.offset, b.offset + drift);
  const end = Math.max(a.offset + a.size, b.offset + b.size, b.offset + b.size + drift);
  return { stride: a.stride, offset, size: end - offset };
}
