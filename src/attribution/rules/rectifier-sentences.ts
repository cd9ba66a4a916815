import type { Network } from '../../network/network.js';
import { isRectifier } from './rectifiers.js';

/** What a person must know where a method that changes the gradient at rectifiers finds none. */
export function rectifierSentences(network: Network): string[] {
  if (network.nodes.some(isRectifier)) return [];
  return [`"${network.name}" has no rectifier, so that this is its plain gradient.`];
}
