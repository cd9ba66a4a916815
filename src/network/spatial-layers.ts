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

/** Whether a node's value is a map of several cells. A side that depends on the image counts as more than one. */
export const hasExtent = ({ shape }: NetworkNode): boolean => shape.length === 3 && !(shape[0] === 1 && shape[1] === 1);
