import type { NetworkNode } from '../network.js';

const FINAL = new Set(['softmax', 'log-softmax', 'sigmoid']);

/** The node before the last softmax or sigmoid; the output itself if the network does not end in one. */
export function findLogits(nodes: readonly NetworkNode[], output: string): string {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const behindIdentities = (name: string): NetworkNode => {
    const node = byName.get(name)!;
    return node.operation === 'identity' ? behindIdentities(node.inputs[0]) : node;
  };
  const last = behindIdentities(output);
  return FINAL.has(last.operation) ? behindIdentities(last.inputs[0]).name : output;
}
