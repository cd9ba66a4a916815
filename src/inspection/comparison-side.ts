import type { ComparisonDocument } from '../document/kinds/comparison.js';
import type { ProvenanceMeter } from '../document/provenance.js';
import type { ImageSources } from '../image/stream.js';
import { findNode } from '../network/find-node.js';
import type { Network, NetworkNode } from '../network/network.js';
import { centredGram } from '../numeric/kernel-alignment.js';
import { foundRegions, seenBy } from './found-regions.js';
import { distinctUnits, EvenSelection, LayerResponses, neighbourShare } from './layer-responses.js';
import { type Looked, type LookOptions, lookAtImages } from './look-at-images.js';
import { PatchSearch } from './patch-search.js';

/** A layer as a comparison's document has it. */
export type ComparedLayer = ComparisonDocument['result']['layers'][number];

/** One network of a comparison, and what its layers answered. */
export interface Side {
  readonly network: Network;
  readonly responses: readonly LayerResponses[];
  readonly grams: readonly Float64Array[];
  /** The predicted class of each kept image; undefined where the output is not one score a class. */
  readonly predicted: readonly number[] | undefined;
  readonly looked: Looked & { readonly names: readonly string[] };
}

export interface Look extends LookOptions {
  readonly nextPass: () => void;
  readonly meter: ProvenanceMeter;
}

/** What layers answer to the images, from one pass over them. */
export async function responsesOf(
  { network, nodes }: { readonly network: Network; readonly nodes: readonly NetworkNode[] },
  images: ImageSources,
  look: Look,
): Promise<Side> {
  const responses = nodes.map((node) => new LayerResponses(node));
  const seenNames: string[] = [];
  const predicted = new EvenSelection<number>();
  const { output } = network;
  const isScores = findNode(network, output).shape.length === 1;
  look.nextPass();
  const fetched = [...nodes.map(({ name }) => name), ...(isScores ? [output] : [])];
  const looked = await lookAtImages(network, images, fetched, look, (glance, inputs) => {
    for (const each of responses) each.add(glance);
    for (let i = 0; i < glance.count; i++) {
      seenNames.push(inputs[glance.first + i].name);
      if (isScores) predicted.add(() => largest(glance.values(output, i)));
    }
  });
  look.meter.count(looked.seen);
  if (looked.seen < 2) throw new RangeError('Cannot compare layers by a single image: expected at least 2');
  return {
    network,
    responses,
    grams: responses.map(({ means }) => centredGram(means)),
    predicted: isScores ? predicted.kept : undefined,
    looked: { ...looked, names: seenNames },
  };
}

function largest(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
  return best;
}

/** @throws RangeError if one of two networks could use an image that the other could not. */
export function checkImages([one, other]: readonly Side[]): void {
  if (!other || one.looked.names.join('\0') === other.looked.names.join('\0')) return;
  const skipped = [...one.looked.skipped, ...other.looked.skipped];
  const all = [one, other].map(({ looked }) => new Set(looked.names));
  const { image, reason } = skipped.find(({ image }) => all.some((each) => each.has(image))) ?? skipped[0];
  throw new RangeError(
    `Cannot compare "${one.network.name}" with "${other.network.name}": "${image}" can be used by one of them alone: ${reason}`,
  );
}

/** A side's layers with the regions that excite some of their units, from a pass of its own. */
export async function comparedLayers(
  { network, responses, grams, predicted }: Side,
  index: 0 | 1,
  images: ImageSources,
  look: Look & { readonly units: number; readonly top: number },
): Promise<ComparedLayer[]> {
  const limits = { top: look.top, least: 0, perImage: 1 };
  const searches = responses.map(
    ({ node, means }) => new PatchSearch(network, node, distinctUnits(means, look.units), limits),
  );
  look.nextPass();
  const nodes = responses.map(({ node }) => node.name);
  const { seen } = await lookAtImages(network, images, nodes, look, (glance, inputs, first) => {
    for (const search of searches) search.add(glance, inputs, first);
  });
  look.meter.count(seen);
  return responses.map(({ node, dead, zeros }, i) => {
    const { units, sprite } = foundRegions(searches[i]);
    return {
      network: index,
      name: node.name,
      operation: node.layerOperation,
      shape: [...node.shape],
      receptiveField: seenBy(network, node),
      width: node.shape.at(-1) as number,
      dead,
      zeros,
      neighbours: predicted ? neighbourShare(grams[i], predicted) : null,
      units: units.map(({ unit, patches }) => ({ unit, patches })),
      ...(units.length > 0 && { sprite }),
    };
  });
}
