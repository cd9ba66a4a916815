import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import type { Network } from '../../src/network/network.js';
import { buildGraph, type CompactNode, type GraphOptions } from '../support/graph.js';

/** A built graph as a classifier of two classes. */
export async function twoClasses(
  input: readonly number[],
  nodes: readonly CompactNode[],
  { engine = 'wasm', ...options }: GraphOptions & { readonly engine?: string } = {},
): Promise<Network> {
  return createNetwork({ ...buildGraph(input, nodes, options), classes: ['no', 'yes'] }, await createEngine(engine));
}
