import { encodeArray } from '../document/encode.js';
import type { ActivationsDocument } from '../document/kinds/activations.js';
import { startProvenance } from '../document/provenance.js';
import type { ImageInput } from '../image/image.js';
import { imagePart } from '../image/image-part.js';
import { prepareInput } from '../image/prepare-input.js';
import { findNode } from '../network/find-node.js';
import { forward } from '../network/forward.js';
import { layersOf } from '../network/layers.js';
import type { Network, NetworkNode } from '../network/network.js';
import type { RunOptions } from '../run-options.js';
import { channelStatistics } from './channel-statistics.js';
import { inspectionParts } from './network-document.js';

export interface ActivationsOptions extends Pick<RunOptions, 'signal'> {
  /** Layers (or nodes, such as `conv1:preactivation`). Default: every layer after the input, in the network's order. */
  readonly layers?: readonly string[];
}

/**
 * Every layer's response to one image, per channel: `[h, w, c]` or `[c]`, after the layer's own activation, with the
 * share of zeros, mean, maximum and minimum of each channel. A channel that is zero everywhere is marked dead.
 *
 * @throws Error if a layer does not exist; the near names are offered.
 * @example
 * const document = await activations(network, image, { layers: ['conv1', 'pool1'] });
 */
export async function activations(
  network: Network,
  image: ImageInput,
  options: ActivationsOptions = {},
): Promise<ActivationsDocument> {
  const meter = startProvenance(network.engine);
  const nodes = options.layers?.map((name) => findNode(network, name)) ?? layersOf(network).map((layer) => layer.node);
  const wanted = options.layers ? nodes : nodes.filter((node) => node.operation !== 'input');
  const { values, picture } = prepareInput(image, network.input);
  const answers = await forward(network, values, [...new Set(wanted.map((node) => node.name))], options);
  meter.count(1);
  const layers = wanted.map((node) => layerAnswer(node, answers.get(node.name)!));
  const dead = layers.map(({ name, channels }) => ({ name, dead: channels.filter((channel) => channel.dead).length }));
  return {
    schema: 'convlens/activations@1',
    kind: 'activations',
    ...inspectionParts(
      network,
      'activations',
      { layers: layers.map(({ name }) => name) },
      meter,
      dead
        .filter(({ dead: n }) => n > 0)
        .map(
          ({ name, dead: n }) =>
            `${name}: ${n} ${n === 1 ? 'channel is' : 'channels are'} zero everywhere on this image.`,
        ),
    ),
    image: imagePart(picture),
    result: { layers },
  };
}

function layerAnswer(node: NetworkNode, { shape, data }: { shape: readonly number[]; data: Float32Array }) {
  const values = { shape: shape.slice(1), data };
  return {
    name: node.name,
    operation: node.layerOperation,
    values: encodeArray(values),
    channels: channelStatistics(values),
  };
}
