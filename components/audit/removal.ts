import { formatShare } from '../../src/document/index.js';

/**
 * What a linear explanation says of an image with some regions removed: how much of the evidence that speaks for the prediction, less
 * what speaks against it, is left. It was not run.
 */
export function leftWithout(weights: readonly number[], hidden: ReadonlySet<number>) {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const left = weights.reduce((sum, weight, segment) => sum + (hidden.has(segment) ? 0 : weight), 0);
  return { all, left };
}

/** That in a sentence. */
export function removalWords(weights: readonly number[], hidden: ReadonlySet<number>, label: string): string {
  const { all, left } = leftWithout(weights, hidden);
  if (hidden.size === 0) return 'Nothing is removed.';
  if (all <= 0) return `The explanation finds no evidence for “${label}” on balance, so removing regions says nothing.`;
  const share = left / all;
  if (share < 0) return `The explanation says: what is left speaks against “${label}”.`;
  return `The explanation says: about ${formatShare(share)} of the evidence for “${label}” is left.`;
}
