import type { NdArray } from '../numeric/nd-array.js';
import { checkBatch } from './create-network.js';
import type { ForwardOptions } from './engines/engine.js';
import { findNode } from './find-node.js';
import type { Network } from './network.js';

/**
 * The values of named nodes for a batch `[n, h, w, c]` in the network's input units: by name, `[n, ...node shape]`. Only
 * the nodes that these depend on are run. Results do not depend on which images share a batch (within 1e-6).
 *
 * @throws RangeError if a node does not exist or the batch does not fit the network; the signal's reason if it is aborted
 */
export async function forward(
  network: Network,
  batch: NdArray,
  names: readonly string[],
  options: ForwardOptions = {},
): Promise<Map<string, NdArray>> {
  checkBatch(network, batch);
  const nodes = names.map((name) => findNode(network, name).name);
  const values = await network.compiled.forward(batch, [...new Set(nodes)], options);
  return new Map(names.map((name, i) => [name, values.get(nodes[i]) as NdArray]));
}
