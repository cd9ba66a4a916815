import type { PatchesDocument } from '../document/kinds/patches.js';
import { type ProvenanceMeter, startProvenance } from '../document/provenance.js';
import type { ImageSources } from '../image/stream.js';
import { findNode } from '../network/find-node.js';
import type { Network, NetworkNode } from '../network/network.js';
import type { RunOptions } from '../run-options.js';
import { foundRegions, seenBy } from './found-regions.js';
import type { SkippedImage } from './input-batches.js';
import { lookAtImages } from './look-at-images.js';
import { inspectionParts } from './network-document.js';
import { PatchSearch, type SearchLimits } from './patch-search.js';
import { skippedSentences } from './skipped-images.js';

export interface MaxPatchesOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** Layers (or nodes, such as `conv1:preactivation`); one document each, all from one pass over the images. */
  readonly layers: readonly string[];
  /** Channels, counted from 0, of every asked layer. Default: all. */
  readonly units?: readonly number[];
  /** How many regions a unit, strongest first. Default: 9. */
  readonly top?: number;
  /** How many of the weakest regions a unit, weakest first. Default: as many as `top`. */
  readonly least?: number;
  /** At most so many regions of one image a unit. Default: no limit (the strongest regions, wherever they are). */
  readonly perImage?: number;
  /** How many images there are, for `onProgress`. */
  readonly total?: number;
}

/**
 * The regions of the images that excite each unit most and least (after Zeiler and Fergus 2014; Girshick et al. 2014),
 * cut at the unit's exact receptive field, with position, value and the image they come from.
 *
 * A unit is a channel; every position of its grid in every image competes. Among equals the earlier image, then the
 * upper, then the left position comes first. Images are streamed: memory does not grow with their number. An image that
 * cannot be read is skipped and named in `result.skipped`.
 *
 * @param images A folder (Node), or files, pictures or network inputs, as an array or an async iterable.
 * @returns One document a layer, in the order asked.
 * @throws RangeError for a unit the layer has not; Error for an unknown layer, or if no image could be read.
 * @example
 * const [document] = await maxPatches(network, 'models/digits/samples', { layers: ['conv2'], top: 9 });
 */
export async function maxPatches(
  network: Network,
  images: ImageSources,
  options: MaxPatchesOptions,
): Promise<PatchesDocument[]> {
  const meter = startProvenance(network.engine);
  const limits = resolveLimits(options);
  const nodes = options.layers.map((name) => findNode(network, name));
  const searches = nodes.map((node) => new PatchSearch(network, node, unitsOf(network, node, options.units), limits));
  const names = nodes.map((node) => node.name);
  const { seen, skipped } = await lookAtImages(network, images, names, options, (glance, inputs, first) => {
    for (const search of searches) search.add(glance, inputs, first);
  });
  meter.count(seen);
  return searches.map((search) => patchesDocument(network, search, limits, { seen, skipped, meter }));
}

function resolveLimits({ layers, top = 9, least = top, perImage = Infinity }: MaxPatchesOptions): SearchLimits {
  if (layers.length === 0) throw new RangeError('Cannot search for patches: expected the name of at least one layer');
  const whole = { top, least, perImage: perImage === Infinity ? 1 : perImage };
  for (const [name, value] of Object.entries(whole)) {
    const low = name === 'least' ? 0 : 1;
    if (!Number.isInteger(value) || value < low) {
      throw new RangeError(`Cannot search for patches with ${name} ${value}: expected a whole number from ${low}`);
    }
  }
  return { top, least, perImage };
}

function unitsOf(network: Network, node: NetworkNode, units: readonly number[] | undefined): readonly number[] {
  const count = node.shape[node.shape.length - 1]!;
  for (const unit of units ?? []) {
    if (!Number.isInteger(unit) || unit < 0 || unit >= count) {
      throw new RangeError(
        `Cannot show unit ${unit} of "${node.name}" of "${network.name}": it has ${count} units (0 to ${count - 1})`,
      );
    }
  }
  return units ?? Array.from({ length: count }, (_, unit) => unit);
}

function patchesDocument(
  network: Network,
  search: PatchSearch,
  limits: SearchLimits,
  { seen, skipped, meter }: { seen: number; skipped: readonly SkippedImage[]; meter: ProvenanceMeter },
): PatchesDocument {
  const { node } = search;
  const units = [...search.units];
  const options = { layer: node.name, units: [...units], ...limits, perImage: finiteOrNull(limits.perImage) };
  return {
    schema: 'convlens/patches@1',
    kind: 'patches',
    ...inspectionParts(network, 'patches', options, meter, skippedSentences(skipped)),
    result: {
      layer: node.name,
      operation: node.layerOperation,
      images: seen,
      skipped: [...skipped],
      receptiveField: seenBy(network, node),
      ...foundRegions(search),
    },
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
