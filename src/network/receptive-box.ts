import { findNode } from './find-node.js';
import type { NetworkNode } from './network.js';
import { type Block, seenBlocks } from './seen-blocks.js';
import { type Places, seenAlong } from './seen-places.js';
import { type Axis, type FieldGraph, type FieldOptions, ownOperations, SizedGraph } from './sized-graph.js';

export interface ReceptiveBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /**
   * Whether a border (the image's, or that of a layer on the way) was reached over, and the field cut there. Never along
   * an axis that is seen as a whole.
   */
  readonly clipped: boolean;
}

/**
 * The pixels that one unit sees: the smallest box around all input pixels it depends on. Exact at borders, where the
 * padding of every layer on the way is cut, not only that of the input, and behind layers whose units do not all see
 * alike. Units without a place see the whole image; a unit of padding sees nothing, a box of no width and height at 0, 0.
 *
 * @throws RangeError if there is no such node or unit, or the image's size is not known (`imageSize`)
 */
export function receptiveBox(
  graph: FieldGraph,
  name: string,
  row: number,
  column: number,
  options: FieldOptions = {},
): ReceptiveBox {
  return boxesOf(graph, name, options).at(row, column);
}

const remembered = new WeakMap<readonly NetworkNode[], Map<string, Map<number, NodeBoxes>>>();

/** Boxes of a node, which remember what was asked; not for operations of the caller's own, which may change. */
function boxesOf(graph: FieldGraph, name: string, options: FieldOptions): NodeBoxes {
  if (ownOperations(graph, options)) return new NodeBoxes(graph, name, options);
  const byName = entryOf(remembered, graph.nodes, () => new Map<string, Map<number, NodeBoxes>>());
  const bySize = entryOf(byName, name, () => new Map<number, NodeBoxes>());
  const [height, width] = options.imageSize ?? [0, 0];
  return entryOf(bySize, height * 2 ** 24 + width, () => new NodeBoxes(graph, name, options));
}

interface Table<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function entryOf<Key, Value>(table: Table<Key, Value>, key: Key, make: () => Value): Value {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  return made;
}

/** Positions seen along an axis, from the first to behind the last. */
interface Span {
  readonly first: number;
  readonly end: number;
  readonly isCut: boolean;
  readonly isLossy: boolean;
}

/**
 * The boxes of all units of a node. Rows and columns are looked at apart, so that those of a whole layer cost as many walks
 * as it has rows and columns; only where some branch sees nothing must they be looked at together.
 */
class NodeBoxes {
  readonly #graph: SizedGraph;
  readonly #node: NetworkNode;
  readonly #spans = [new Map<number, Span>(), new Map<number, Span>()] as const;
  readonly #lossy = new Map<number, ReceptiveBox>();

  constructor(graph: FieldGraph, name: string, options: FieldOptions) {
    this.#node = findNode(graph, name);
    this.#graph = new SizedGraph(graph, options);
  }

  at(row: number, column: number): ReceptiveBox {
    const rows = this.#span(0, row);
    const columns = this.#span(1, column);
    if (!rows.isLossy && !columns.isLossy) return boxOf(rows, columns, rows.isCut || columns.isCut);
    const place = row * (this.#graph.length(this.#node.name, 1) as number) + column;
    return entryOf(this.#lossy, place, () => this.#together(row, column));
  }

  #span(axis: Axis, index: number): Span {
    return entryOf(this.#spans[axis], index, () => {
      checkIndex(this.#graph, this.#node, axis, index);
      return spanOf([seenAlong(this.#graph, this.#node, axis, index)]);
    });
  }

  #together(row: number, column: number): ReceptiveBox {
    const { blocks, isCut } = seenBlocks(this.#graph, this.#node, row, column);
    if (blocks.length === 0) return { x: 0, y: 0, width: 0, height: 0, clipped: isCut };
    const along = (axis: keyof Block) => spanOf(blocks.map((block) => block[axis]));
    return boxOf(along('rows'), along('columns'), isCut);
  }
}

const boxOf = (rows: Span, columns: Span, clipped: boolean): ReceptiveBox => ({
  x: columns.first,
  y: rows.first,
  width: columns.end - columns.first,
  height: rows.end - rows.first,
  clipped,
});

function spanOf(all: readonly Places[]): Span {
  let [first, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { positions } of all) {
    for (const position of positions) {
      first = Math.min(first, position);
      end = Math.max(end, position + 1);
    }
  }
  const isWhole = all.some((places) => places.isWhole);
  return {
    first,
    end,
    isCut: !isWhole && all.some((places) => places.isCut),
    isLossy: all.some((places) => places.isLossy),
  };
}

function checkIndex(graph: SizedGraph, { name }: NetworkNode, axis: Axis, index: number): void {
  const length = graph.length(name, axis);
  if (length === null || graph.length(graph.nodes[0].name, axis) === null) {
    throw new RangeError(`Cannot tell what "${name}" sees: the network takes images of any size, say imageSize`);
  }
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  const what = axis === 0 ? 'row' : 'column';
  throw new RangeError(`Cannot tell what ${what} ${index} of "${name}" sees: it has ${length} (0 to ${length - 1})`);
}
