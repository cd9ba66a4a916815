import { countOf, formatNumber, formatShare } from '../../document/format.js';
import type { CheckPart } from '../../document/parts.js';

/** That the weights add up to what the regions change together. They do by construction: this proves nothing more. */
export function efficiency(
  weights: Float64Array,
  total: number,
): { readonly delta: number; readonly check: CheckPart } {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const sentence = `The weights add up to ${formatNumber(sum)}, the score changes by ${formatNumber(total)}, as they must.`;
  const delta = sum - total;
  return { delta, check: { name: 'completeness', value: delta, passes: null, sentence } };
}

/** That nothing was estimated. */
export function exactness(coalitions: number): CheckPart {
  const sentence = `Exact: all ${countOf(coalitions, 'coalition')} of regions were scored.`;
  return { name: 'exactness', value: coalitions, passes: true, sentence };
}

/** Whether regions act alone or together: single weights share what belongs to groups. */
export function interaction(r2: number | null): CheckPart[] {
  if (r2 === null) return [];
  const share = formatShare(Math.max(0, r2));
  const words = r2 < 0.5 ? ': the regions act together, and share in the weights what belongs to groups of them' : '';
  const sentence = `The sum of the weights explains ${share} of how the score varies over coalitions${words}.`;
  return [{ name: 'additivity', value: r2, passes: null, sentence }];
}
