import { distance } from 'fastest-levenshtein';
import type { NetworkGraph, NetworkNode } from './network.js';

/**
 * The node of a name: `conv1`, `conv1:preactivation`, `body/conv1`, or the last part alone (`conv1` for `body/conv1`)
 * where only one node ends so.
 * @throws RangeError that offers near names.
 */
export function findNode(network: Pick<NetworkGraph, 'name' | 'nodes'>, name: string): NetworkNode {
  const exact = network.nodes.find((node) => node.name === name);
  if (exact) return exact;
  const ending = network.nodes.filter((node) => node.name.endsWith(`/${name}`));
  if (ending.length === 1) return ending[0];
  if (ending.length > 1) {
    const names = ending.map((node) => `"${node.name}"`).join(', ');
    throw new RangeError(`Cannot tell which layer "${name}" of "${network.name}" is meant: ${names}`);
  }
  throw new RangeError(`Cannot find layer "${name}" in "${network.name}"${offer(network.nodes, String(name))}`);
}

/** A name that was probably meant, and all of them if they are few. */
function offer(nodes: readonly NetworkNode[], name: string): string {
  const layers = [...new Set(nodes.map((node) => node.layer))];
  const lastPart = (full: string) => full.slice(full.lastIndexOf('/') + 1);
  const far = (full: string) =>
    Math.min(
      distance(name.toLowerCase(), full.toLowerCase()),
      distance(name.toLowerCase(), lastPart(full).toLowerCase()),
    );
  const candidates = name.includes(':') ? nodes.map((node) => node.name) : layers;
  const near = candidates
    .map((layer) => ({ layer, far: far(layer) }))
    .filter((each) => each.far <= Math.max(2, Math.ceil(name.length / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ layer }) => `"${layer}"`);
  const meant = near.length > 0 ? `: did you mean ${near.join(' or ')}?` : '';
  const all = layers.length <= 20 ? ` It has ${layers.join(', ')}` : ` It has ${layers.length} layers`;
  return `${meant || '.'}${all}`;
}
