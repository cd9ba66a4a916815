import type { NetworkNode } from './network.js';
import type { Reach } from './operations/index.js';
import type { Axis, SizedGraph } from './sized-graph.js';

/** Positions along one axis of a node, and how they came about on the way from a unit. */
export interface Places {
  readonly positions: ReadonlySet<number>;
  /** Whether positions beyond a border were left out: of the image, or of a layer on the way. */
  readonly isCut: boolean;
  /** Whether a layer on the way reads everything there is (a dense layer, global pooling). */
  readonly isWhole: boolean;
  /** Whether somewhere on the way a position reads nothing: padding, or a gap of a transposed convolution. */
  readonly isLossy: boolean;
}

export const onePlace = (index: number): Places => ({
  positions: new Set([index]),
  isCut: false,
  isWhole: false,
  isLossy: false,
});

/** What places of a node read of an input of this length. */
export function placesRead(places: Places, reach: Reach, length: number): Places {
  if (reach === 'all') {
    return { ...places, positions: new Set(Array.from({ length }, (_, position) => position)), isWhole: true };
  }
  const positions = new Set<number>();
  let { isCut, isLossy } = places;
  for (const index of places.positions) {
    const { first, step, count } = reach.at(index);
    let inside = 0;
    for (let tap = 0; tap < count; tap++) {
      const position = first + tap * step;
      if (position < 0 || position >= length) continue;
      positions.add(position);
      inside++;
    }
    isCut ||= inside < count;
    isLossy ||= inside === 0;
  }
  return { positions, isCut, isLossy, isWhole: places.isWhole };
}

/** The input positions that a unit sees along one axis, through all branches that there are along this axis alone. */
export function seenAlong(graph: SizedGraph, target: NetworkNode, axis: Axis, index: number): Places {
  const places = new Map([[target.name, onePlace(index)]]);
  for (const node of graph.nodes.toReversed()) {
    const own = places.get(node.name);
    if (!own) continue;
    for (const input of node.inputs) {
      const read = placesRead(own, graph.reach(node, input, axis), graph.length(input, axis) as number);
      places.set(input, united(places.get(input), read));
    }
  }
  return places.get(graph.nodes[0].name) as Places;
}

function united(a: Places | undefined, b: Places): Places {
  if (!a) return b;
  return {
    positions: new Set([...a.positions, ...b.positions]),
    isCut: a.isCut || b.isCut,
    isWhole: a.isWhole || b.isWhole,
    isLossy: a.isLossy || b.isLossy,
  };
}
