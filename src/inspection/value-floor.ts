import type { Network, NetworkNode } from '../network/network.js';
import { rectifierOf } from '../network/operations/relu.js';

/** What no value of a node lies below: 0 behind a rectifier, -Infinity where nothing is known. */
export function valueFloor({ compiled }: Network, node: NetworkNode): number {
  if (node.operation !== 'relu' || compiled.operations?.relu) return Number.NEGATIVE_INFINITY;
  const { negativeSlope, threshold } = rectifierOf(node);
  return negativeSlope === 0 ? Math.min(0, threshold) : Number.NEGATIVE_INFINITY;
}
