import type { PatchesDocument } from '../document/kinds/patches.js';
import { fieldPart } from '../network/describe-network.js';
import type { Network, NetworkNode } from '../network/network.js';
import type { Found, PatchSearch } from './patch-search.js';
import { patchSprite } from './patch-sprite.js';

type Result = PatchesDocument['result'];

/** What a search found, as documents hold it: each unit's regions, and one picture of all crops. */
export function foundRegions(
  search: PatchSearch,
): Pick<Result, 'units'> & { readonly sprite: NonNullable<Result['sprite']> } {
  const all = [...search.most.tops, ...search.least.tops].flatMap(({ entries }) => entries);
  const { sprite, cells } = patchSprite(all.map((found) => found.crop!));
  const cellOf = new Map(all.map((found, i) => [found, cells[i]]));
  const patchOf = (found: Found, sign: number) => {
    const { clipped, ...box } = found.box!;
    const { name: image, row, column } = found;
    return { image, activation: sign * found.activation, row, column, box, clipped, cell: cellOf.get(found)! };
  };
  const units = [...search.units].map((unit, u) => ({
    unit,
    patches: search.most.tops[u].entries.map((found) => patchOf(found, 1)),
    least: search.least.tops[u].entries.map((found) => patchOf(found, -1)),
  }));
  return { units, sprite };
}

/** The receptive field of a node's units. A unit that sees the whole image has it as its field. */
export function seenBy(network: Network, node: NetworkNode): Result['receptiveField'] {
  const { height, width } = network.input;
  return fieldPart(network, node.name) ?? { size: [height ?? 0, width ?? 0], stride: [1, 1], offset: [0, 0] };
}
