import { firstNotFinite } from '../numeric/finite.js';
import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import type { ForwardOptions } from './engines/engine.js';
import { findNode } from './find-node.js';
import type { Network, NetworkGraph, NetworkNode } from './network.js';

/**
 * The values of named nodes, given those of others (by name, `[n, ...node shape]`; one of a batch of 1 holds for all images):
 * only what lies between them is run. What else is read on the way, such as the other side of an addition, must be given
 * too: `besides` names it.
 *
 * @throws RangeError if a node does not exist, a value does not fit it, or one more is needed; Error if the network's engine
 * only runs from the image on; the signal's reason if it is aborted
 * @example
 * const values = await forward(network, image, ['conv2', ...besides(network, 'conv2', ['probs'])]);
 * const same = await forwardFrom(network, values, ['probs']);
 */
export async function forwardFrom(
  network: Network,
  given: ReadonlyMap<string, NdArray>,
  names: readonly string[],
  options: ForwardOptions = {},
): Promise<Map<string, NdArray>> {
  const { compiled, name } = network;
  if (!compiled.forwardFrom) {
    throw new Error(`Cannot run "${name}" from a layer on: its engine "${network.engine}" only runs from the image`);
  }
  const starts = new Map([...given].map(([each, values]) => [findNode(network, each), values]));
  checkStarts(network, starts);
  const nodes = names.map((each) => findNode(network, each).name);
  const named = new Map([...starts].map(([node, values]) => [node.name, values]));
  const missing = feedersOf(network, new Set(named.keys()), nodes).find((node) => node.operation === 'input');
  if (missing) {
    throw new RangeError(
      `Cannot run "${name}" from ${[...named.keys()].map((each) => `"${each}"`).join(', ')} on: "${missing.name}" is needed too`,
    );
  }
  const values = await compiled.forwardFrom(named, [...new Set(nodes)], options);
  return new Map(names.map((each, i) => [each, values.get(nodes[i]) as NdArray]));
}

/**
 * The nodes whose values are read on the way from `node` to `names` but do not depend on `node`: what `forwardFrom` must be
 * given besides.
 * @throws RangeError if a node does not exist
 */
export function besides(network: NetworkGraph, node: string, names: readonly string[]): string[] {
  const start = findNode(network, node).name;
  const after = new Set([start]);
  for (const { name, inputs } of network.nodes) if (inputs.some((input) => after.has(input))) after.add(name);
  const wanted = names.map((each) => findNode(network, each).name);
  const needed = new Set(feedersOf(network, new Set([start]), wanted).map(({ name }) => name));
  const read = network.nodes.filter(({ name }) => needed.has(name) && after.has(name)).flatMap(({ inputs }) => inputs);
  return [...new Set([...read, ...wanted])].filter((name) => !after.has(name));
}

/** The nodes that the wanted ones depend on, themselves included, up to and without those that are given. */
function feedersOf({ nodes }: NetworkGraph, given: ReadonlySet<string>, wanted: readonly string[]): NetworkNode[] {
  const found = new Set(wanted);
  return nodes.toReversed().filter(({ name, inputs }) => {
    if (!found.has(name) || given.has(name)) return false;
    for (const input of inputs) found.add(input);
    return true;
  });
}

function checkStarts({ name }: NetworkGraph, starts: ReadonlyMap<NetworkNode, NdArray>): void {
  if (starts.size === 0) throw new RangeError(`Cannot run "${name}" from nothing: expected the values of a node`);
  const count = Math.max(...[...starts.values()].map(({ shape }) => shape[0]));
  for (const [node, { shape, data }] of starts) {
    const fits =
      shape.length === node.shape.length + 1 &&
      (shape[0] === count || shape[0] === 1) &&
      node.shape.every((length, axis) => length === null || length === shape[axis + 1]);
    if (!fits || data.length !== sizeOf(shape)) {
      const expected = [count, ...node.shape.map((length) => length ?? 'any')].join(', ');
      throw new RangeError(
        `Cannot run "${name}" from "${node.name}" on: its values have shape [${shape.join(', ')}], expected [${expected}]`,
      );
    }
    if (firstNotFinite(data) >= 0) {
      throw new RangeError(`Cannot run "${name}" from "${node.name}" on: its values are not all finite numbers`);
    }
  }
}
