import type { NetworkNode } from './network.js';
import { onePlace, type Places, placesRead } from './seen-places.js';
import type { SizedGraph } from './sized-graph.js';

/** The units of a node at all crossings of some rows and columns. */
export interface Block {
  readonly rows: Places;
  readonly columns: Places;
}

export interface SeenBlocks {
  /** Together all input pixels that the unit sees; none if it sees nothing. */
  readonly blocks: readonly Block[];
  /** Whether anything was cut at a border, also in branches that end there. */
  readonly isCut: boolean;
}

/**
 * The input pixels that one unit sees, with rows and columns together. A branch that sees rows but no columns (its columns
 * are padding) sees nothing, which rows by themselves cannot tell: so each branch keeps its own block of both, until
 * another holds it.
 */
export function seenBlocks(graph: SizedGraph, target: NetworkNode, row: number, column: number): SeenBlocks {
  const blocks = new Map<string, Block[]>([[target.name, [{ rows: onePlace(row), columns: onePlace(column) }]]]);
  let isCut = false;
  for (const node of graph.nodes.toReversed()) {
    for (const input of node.inputs) {
      for (const block of blocks.get(node.name) ?? []) {
        const read = blockRead(graph, node, input, block);
        isCut ||= isBlockCut(read);
        blocks.set(input, withBlock(blocks.get(input) ?? [], read));
      }
    }
  }
  return { blocks: blocks.get(graph.nodes[0].name) ?? [], isCut };
}

function blockRead(graph: SizedGraph, node: NetworkNode, input: string, { rows, columns }: Block): Block {
  return {
    rows: placesRead(rows, graph.reach(node, input, 0), graph.length(input, 0) as number),
    columns: placesRead(columns, graph.reach(node, input, 1), graph.length(input, 1) as number),
  };
}

/** What sees the whole of an axis is not said to be cut there. */
const isBlockCut = ({ rows, columns }: Block) => (rows.isCut && !rows.isWhole) || (columns.isCut && !columns.isWhole);

/** The blocks with one more; without those that another holds, or that are empty. */
function withBlock(blocks: Block[], added: Block): Block[] {
  const isEmpty = added.rows.positions.size === 0 || added.columns.positions.size === 0;
  if (isEmpty || blocks.some((block) => holds(block, added))) return blocks;
  return [...blocks.filter((block) => !holds(added, block)), added];
}

const holds = (a: Block, b: Block) =>
  holdsAll(a.rows.positions, b.rows.positions) && holdsAll(a.columns.positions, b.columns.positions);

function holdsAll(all: ReadonlySet<number>, some: ReadonlySet<number>): boolean {
  if (some.size > all.size) return false;
  for (const position of some) if (!all.has(position)) return false;
  return true;
}
