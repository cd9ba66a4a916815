import { countOf, formatNumber } from '../../document/format.js';
import type { CheckPart } from '../../document/parts.js';
import { sideOf } from '../../document/side.js';
import type { Agreement } from '../surrogate/agreement.js';
import { byFallingMagnitude } from '../surrogate/feature-selection.js';
import { LIMITS } from '../surrogate/verdict.js';

/** Fewer pairs than weights cannot tell them apart. */
export function enoughPairs(pairs: number, regions: number): CheckPart {
  const needed = LIMITS.samplesPerRegion * regions;
  const passes = pairs >= needed;
  const many = `${countOf(pairs, 'pair')} of coalitions for ${countOf(regions, 'region')}`;
  const sentence = passes ? `There are ${many}.` : `There are too few samples: ${many}. Use at least ${2 * needed}.`;
  return { name: 'samples', value: pairs / regions, passes, sentence };
}

/** Whether at least the largest weight is told from 0. */
export function leaderIsClear(weights: Float64Array, standardErrors: readonly (number | null)[]): CheckPart {
  const [leader] = byFallingMagnitude(weights);
  const entry = { weight: weights[leader], standardError: standardErrors[leader] };
  const passes = sideOf(entry, weights.length) !== 'unclear';
  const said = `region ${leader} has ${formatNumber(entry.weight)} with standard error ${formatNumber(entry.standardError ?? 0)}`;
  const sentence = passes
    ? `The largest weight is told from 0: ${said}.`
    : `Not even the largest weight is told from 0: ${said}. Use more samples.`;
  const value = entry.weight === 0 ? null : (entry.standardError ?? 0) / Math.abs(entry.weight);
  return { name: 'standard-error', value, passes, sentence };
}

/** Whether two halves of the draws name the same leading regions, in the same order. */
export function halvesAgree({ jaccard, spearman, top }: Agreement): CheckPart {
  const passes = jaccard >= LIMITS.jaccard && (spearman ?? 1) >= LIMITS.spearman;
  const shared = Math.round((2 * top * jaccard) / (1 + jaccard));
  const ranked = spearman === null ? '' : ` (rank correlation of the clear ones ${spearman.toFixed(2)})`;
  const share = `share ${shared} of ${countOf(top, 'leading region')}${ranked}`;
  const sentence = passes
    ? `Two halves of the samples ${share}.`
    : `Two halves of the samples disagree: they ${share}. Use more samples.`;
  return { name: 'split-half', value: jaccard, passes, sentence };
}

/** Whether `auto` came to an end. */
export function settledInTime(settled: boolean, samples: number, top: number): CheckPart {
  const what = `The order of the ${top} largest weights`;
  const sentence = settled
    ? `${what} settled after ${countOf(samples, 'image')}.`
    : `${what} had not settled after ${countOf(samples, 'image')}.`;
  return { name: 'settled', value: samples, passes: settled, sentence };
}
