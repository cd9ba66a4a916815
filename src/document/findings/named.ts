import { formatShare } from '../format.js';
import type { TargetPart } from '../parts.js';

/** `"4" (99.8 %)`, without the percentage where it is not known. */
export function named({ label, probability }: Pick<TargetPart, 'label' | 'probability'>): string {
  return probability === null ? `"${label}"` : `"${label}" (${formatShare(probability)})`;
}

/** The class that a list of probabilities gives most to, with its name (its number where it has none). */
export function mostProbable(probabilities: readonly number[], classes: readonly string[]) {
  const index = probabilities.reduce((best, value, i) => (value > probabilities[best] ? i : best), 0);
  return { index, label: classes[index] ?? String(index), probability: probabilities[index] ?? 0 };
}
