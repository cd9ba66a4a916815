import { findNode } from './find-node.js';
import type { Network, NetworkGraph, NetworkNode } from './network.js';
import { type Operation, operationOf, type Reach, type Shape } from './operations/index.js';

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

export interface FieldOptions {
  /** `[h, w]` of the image, for a network that takes any size. */
  readonly imageSize?: readonly [number, number];
  /** Operations of the caller's own, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** A graph, or a network, which knows the operations its caller brought. */
type Graph = Pick<NetworkGraph, 'name' | 'nodes'> & Partial<Pick<Network, 'compiled'>>;

const withOwnOperations = (graph: Graph, options: FieldOptions): FieldOptions => ({
  ...options,
  operations: options.operations ?? graph.compiled?.operations,
});

/**
 * The receptive field of a node, by arithmetic over the graph: through branches it is the smallest field that holds those
 * of all branches (with strides that differ: the first branch's stride, and a size that holds every unit's field);
 * up-sampling and transposed convolution, whose units do not all see alike, have the smallest that holds each unit's.
 * `same` padding is that of the network's input size; of an unknown size, what a multiple of all strides would get.
 *
 * @returns `null` where the whole image is seen and its size is not known
 * @throws RangeError if there is no such node
 */
export function receptiveField(graph: Graph, name: string, given: FieldOptions = {}): ReceptiveField | null {
  const options = withOwnOperations(graph, given);
  const node = findNode(graph, name);
  const shapes = shapesOf(graph, options);
  const [rows, columns] = ([0, 1] as const).map((axis) => axisFields(graph, shapes, axis, options).get(node.name));
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
function axisFields(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  axis: 0 | 1,
  options: FieldOptions,
): Map<string, AxisField | null> {
  const fields = new Map<string, AxisField | null>();
  const [first] = graph.nodes;
  const length = extentOf(shapes.get(first.name) as Shape, axis);
  const whole = length === null ? null : { size: length, stride: 0, offset: 0 };
  for (const node of graph.nodes) {
    if (node.operation === 'input') {
      fields.set(node.name, { size: 1, stride: 1, offset: 0 });
      continue;
    }
    const outputLength = extentOf(shapes.get(node.name) as Shape, axis);
    const branches = node.inputs.map((input) => {
      const reach = reachOf(node, input, shapes, axis, options);
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

export interface ReceptiveBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether the field reaches over the border of the image, and was cut there. */
  readonly clipped: boolean;
}

/**
 * The pixels that one unit sees: the smallest box around all input pixels it depends on, exact at borders (where the
 * padding of every layer on the way is cut, not only that of the input). Units without a place see the whole image.
 *
 * @throws RangeError if there is no such node or unit, or the image's size is not known (`imageSize`)
 */
export function receptiveBox(
  graph: Graph,
  name: string,
  row: number,
  column: number,
  given: FieldOptions = {},
): ReceptiveBox {
  const options = withOwnOperations(graph, given);
  const node = findNode(graph, name);
  const vertical = remember(graph, options, `${node.name}\0rows ${row}`, () => seenAlong(graph, node, 0, row, options));
  const horizontal = remember(graph, options, `${node.name}\0columns ${column}`, () =>
    seenAlong(graph, node, 1, column, options),
  );
  // A unit of a padding layer may see nothing at all.
  const isBlind = vertical.last < vertical.first || horizontal.last < horizontal.first;
  if (isBlind) return { x: 0, y: 0, width: 0, height: 0, clipped: true };
  return {
    x: horizontal.first,
    y: vertical.first,
    width: horizontal.last - horizontal.first + 1,
    height: vertical.last - vertical.first + 1,
    clipped: vertical.clipped || horizontal.clipped,
  };
}

const seenBefore = new WeakMap<readonly NetworkNode[], Map<string, Seen>>();

/** Rows and columns are apart, so that the boxes of a whole layer cost as many walks as it has rows and columns. */
function remember({ nodes }: Graph, { imageSize, operations }: FieldOptions, key: string, look: () => Seen): Seen {
  if (operations) return look();
  const memory = seenBefore.get(nodes) ?? new Map<string, Seen>();
  seenBefore.set(nodes, memory);
  const full = `${key} ${imageSize}`;
  const seen = memory.get(full) ?? look();
  memory.set(full, seen);
  return seen;
}

interface Seen {
  readonly first: number;
  readonly last: number;
  readonly clipped: boolean;
}

/** Goes back from the unit to the input, with the set of positions that count in each node on the way. */
function seenAlong(graph: Graph, target: NetworkNode, axis: 0 | 1, index: number, options: FieldOptions): Seen {
  const shapes = shapesOf(graph, options);
  const lengthOf = (name: string) => {
    const length = extentOf(shapes.get(name) as Shape, axis);
    if (length !== null) return length;
    throw new RangeError(`Cannot tell what "${target.name}" sees: the network takes images of any size, say imageSize`);
  };
  const length = lengthOf(target.name);
  if (!Number.isInteger(index) || index < 0 || index >= length) {
    const what = axis === 0 ? 'row' : 'column';
    throw new RangeError(
      `Cannot tell what ${what} ${index} of "${target.name}" sees: it has ${length} (0 to ${length - 1})`,
    );
  }
  const sets = new Map([[target.name, new Set([index])]]);
  for (const node of [...graph.nodes].reverse()) {
    const units = sets.get(node.name);
    if (!units) continue;
    for (const input of node.inputs) {
      const positions = sets.get(input) ?? new Set<number>();
      sets.set(input, positions);
      reach(positions, units, lengthOf(input), reachOf(node, input, shapes, axis, options));
    }
  }
  const [first] = graph.nodes;
  const seen = [...(sets.get(first.name) ?? [])];
  if (seen.length === 0) return { first: 0, last: -1, clipped: true };
  const field = axisFields(graph, shapes, axis, options).get(target.name);
  const low = seen.reduce((a, b) => Math.min(a, b));
  const high = seen.reduce((a, b) => Math.max(a, b));
  const clipped = field ? reachesOver(field, index, lengthOf(first.name)) : false;
  return { first: low, last: high, clipped };
}

const reachesOver = ({ offset, stride, size }: AxisField, index: number, length: number) =>
  offset + stride * index < 0 || offset + stride * index + size > length;

/** Adds to `positions` all that the units read, within the input. */
function reach(positions: Set<number>, units: ReadonlySet<number>, length: number, how: Reach): void {
  if (how === 'all') {
    for (let position = 0; position < length; position++) positions.add(position);
    return;
  }
  for (const unit of units) {
    const { first, step, count } = how.at(unit);
    for (let tap = 0; tap < count; tap++) {
      const position = first + tap * step;
      if (position >= 0 && position < length) positions.add(position);
    }
  }
}

function reachOf(
  node: NetworkNode,
  input: string,
  shapes: ReadonlyMap<string, Shape>,
  axis: 0 | 1,
  { operations }: FieldOptions,
): Reach {
  const inputLength = extentOf(shapes.get(input) as Shape, axis);
  const outputLength = extentOf(shapes.get(node.name) as Shape, axis);
  return operationOf(node, operations).receptiveField({ axis, inputLength, outputLength }, node);
}

/** Shapes of all nodes, for the image's size where the network leaves it open. */
function shapesOf(graph: Graph, { imageSize, operations }: FieldOptions): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => shapes.get(name) as Shape);
    const sized = imageSize && node.operation === 'input' ? [...imageSize, node.shape[2]] : undefined;
    const shape = imageSize && !sized ? operationOf(node, operations).shape(inputs, node) : (sized ?? node.shape);
    shapes.set(node.name, shape);
  }
  return shapes;
}

/** Length along a spatial axis; what has no such axis is one place. */
const extentOf = (shape: Shape, axis: 0 | 1): number | null => (shape.length === 3 ? shape[axis] : 1);
