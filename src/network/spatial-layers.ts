import { findNode } from './find-node.js';
import { layersOf } from './layers.js';
import type { NetworkGraph, NetworkNode } from './network.js';

/** A walk over the graph, which never changes: made once a network. */
const found = new WeakMap<NetworkGraph, readonly string[]>();

/** Names of the layers with spatial extent that the logits depend on, in topological order. */
export function spatialLayers(network: NetworkGraph): readonly string[] {
  const known = found.get(network) ?? findSpatialLayers(network);
  found.set(network, known);
  return known;
}

function findSpatialLayers(network: NetworkGraph): string[] {
  const before = new Set([network.logits]);
  for (const { name, inputs } of network.nodes.toReversed()) {
    if (before.has(name)) for (const input of inputs) before.add(input);
  }
  const layers = layersOf(network).map(({ node }) => node);
  return layers
    .filter((node) => before.has(node.name) && hasExtent(node) && node.operation !== 'input')
    .map(({ name }) => name);
}

/**
 * The name of a layer with spatial extent, for doing something with its cells.
 * @throws RangeError that says what cannot be done, for a layer that does not exist (near names are offered) or has no extent.
 */
export function spatialLayer(network: NetworkGraph, layer: string, action: string): string {
  const node = findNode(network, layer);
  if (hasExtent(node)) return node.name;
  const last = spatialLayers(network).at(-1);
  const advice = last === undefined ? '' : `; the last such layer is "${last}"`;
  throw new RangeError(
    `Cannot ${action} layer "${node.name}" of "${network.name}": it has shape [${node.shape}], expected [height, width, channels]${advice}`,
  );
}

/** Whether a node's value is a map of several cells. A side that depends on the image counts as more than one. */
const hasExtent = ({ shape }: NetworkNode): boolean => shape.length === 3 && !(shape[0] === 1 && shape[1] === 1);
