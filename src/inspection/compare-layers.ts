import type { ComparisonDocument } from '../document/kinds/comparison.js';
import { startProvenance } from '../document/provenance.js';
import type { ImageSources } from '../image/stream.js';
import { findNode } from '../network/find-node.js';
import { modelPart } from '../network/model-part.js';
import type { Network, NetworkNode } from '../network/network.js';
import { spatialLayers } from '../network/spatial-layers.js';
import { alignment } from '../numeric/kernel-alignment.js';
import type { RunOptions } from '../run-options.js';
import { type ComparedLayer, checkImages, comparedLayers, responsesOf, type Side } from './comparison-side.js';
import { inspectionParts } from './network-document.js';
import { skippedSentences } from './skipped-images.js';

export interface CompareLayersOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /**
   * Layers (or nodes, such as `conv1:preactivation`), or `'all'` that have spatial extent. Default: eight of these, evenly
   * spread, the first and the last among them.
   */
  readonly layers?: readonly string[] | 'all';
  /** Another network, whose layers are compared with those of the first. It sees the same images. */
  readonly other?: Network;
  /** Layers of the other network. Default: `layers` if it has all of them, otherwise eight of its own. */
  readonly otherLayers?: readonly string[] | 'all';
  /** How many units of a layer are shown. Default: 6. */
  readonly units?: number;
  /** How many regions a unit, each of another image, strongest first. Default: 4. */
  readonly top?: number;
  /** How many images there are, for `onProgress`. */
  readonly total?: number;
}

const MOST_LAYERS = 8;

/**
 * What different layers detect in the same images, side by side: how much of the image a unit sees, how many units never
 * answer, how much of the answers is zero, whether images of one class lie together, the regions that excite some units
 * most, and how alike the layers are, within a network or between two.
 *
 * Layers are compared by the mean of each unit over its places, image by image: linear centred kernel alignment (Kornblith et
 * al. 2019), and cosine similarity of the centred means for an image's nearest neighbour. Units are shown whose means differ
 * most from image to image, leaving out those that go together with a shown one. Images are gone through twice; of more than
 * 1,024 an evenly spread part gives the figures of similarity. Memory grows with neither.
 *
 * @param images A folder (Node), or files, pictures or network inputs. An iterator is gone through once, and what it gives is kept.
 * @throws RangeError for an option that is out of range, fewer than two images, or an image that only one of two networks can
 * use; Error for an unknown layer, or if no image could be read; the signal's reason when aborted.
 * @example
 * const document = await compareLayers(network, 'photos', { layers: ['conv1', 'conv4'] });
 */
export async function compareLayers(
  network: Network,
  images: ImageSources,
  options: CompareLayersOptions = {},
): Promise<ComparisonDocument> {
  const { other, units = 6, top = 4 } = options;
  for (const [name, value] of Object.entries({ units, top })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`Cannot compare layers with ${name} ${value}: expected a whole number from 1`);
    }
  }
  const meter = startProvenance(network.engine);
  const asked = [
    { network, nodes: nodesOf(network, options.layers) },
    ...(other
      ? [{ network: other, nodes: nodesOf(other, options.otherLayers ?? sharedLayers(other, options.layers)) }]
      : []),
  ];
  const sources = typeof images === 'string' || Array.isArray(images) ? images : await collected(images);
  const passes = 2 * asked.length;
  const look = { ...options, ...inPasses(options, passes), meter };
  const sides: Side[] = [];
  for (const each of asked) sides.push(await responsesOf(each, sources, look));
  checkImages(sides);
  const layers: ComparedLayer[] = [];
  for (const [i, side] of sides.entries())
    layers.push(...(await comparedLayers(side, i as 0 | 1, sources, { ...look, units, top })));
  const [{ looked, responses }] = sides;
  const compared = responses[0].means.shape[0];
  const resolved = { layers: names(sides[0]), ...(sides[1] && { otherLayers: names(sides[1]) }), units, top };
  return {
    schema: 'convlens/comparison@1',
    kind: 'comparison',
    ...inspectionParts(network, 'compare-layers', resolved, meter, [
      ...(compared < looked.seen
        ? [`Of ${looked.seen} images ${compared}, evenly spread, give the figures of similarity.`]
        : []),
      ...skippedSentences(looked.skipped),
    ]),
    result: {
      images: looked.seen,
      compared,
      skipped: [...looked.skipped],
      ...(other && { other: modelPart(other) }),
      inputSizes: sides.map(({ network: { input } }) => sizeOf(input)),
      layers,
      similarity: similarityOf(sides),
    },
  };
}

const sizeOf = ({ height, width }: Network['input']): [number, number] | null =>
  height !== null && width !== null ? [height, width] : null;

const names = ({ responses }: Side) => responses.map(({ node }) => node.name);

function nodesOf(network: Network, layers: CompareLayersOptions['layers']): readonly NetworkNode[] {
  const spatial = spatialLayers(network);
  const wanted = layers === undefined ? evenly(spatial, MOST_LAYERS) : layers === 'all' ? spatial : layers;
  if (wanted.length === 0) {
    throw new RangeError(
      layers?.length === 0
        ? 'Cannot compare layers: expected the name of at least one'
        : `Cannot compare layers of "${network.name}": none has spatial extent, name the ones to compare`,
    );
  }
  const nodes = [...new Set(wanted.map((name) => findNode(network, name)))];
  return network.nodes.filter((node) => nodes.includes(node));
}

function sharedLayers(other: Network, layers: CompareLayersOptions['layers']): CompareLayersOptions['layers'] {
  if (layers === undefined || layers === 'all') return layers;
  return layers.every((name) => other.nodes.some((node) => node.name === name)) ? layers : undefined;
}

/** So many of a list, the first and the last among them. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}

async function collected<T>(items: Iterable<T> | AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Progress over several passes over the same images. */
function inPasses({ onProgress, total }: CompareLayersOptions, passes: number) {
  let pass = 0;
  return {
    nextPass: () => pass++,
    onProgress:
      onProgress &&
      (({ done, total: all }: { readonly done: number; readonly total: number }) => {
        const images = total ?? all;
        onProgress({ done: (pass - 1) * images + done, total: passes * images, stage: 'images' });
      }),
  };
}

function similarityOf([one, other]: readonly Side[]): ComparisonDocument['result']['similarity'] {
  const places = one.grams.map((_, i) => i);
  return {
    rows: places,
    columns: other ? other.grams.map((_, i) => one.grams.length + i) : places,
    // Rounding may take it past the ends of its range by a trifle.
    values: one.grams.map((own) =>
      (other ?? one).grams.map((its) => {
        const value = alignment(own, its);
        return value === null ? null : Math.min(1, Math.max(0, value));
      }),
    ),
  };
}
