import { cellValues } from '../cell-values.js';
import { formatNumber, formatShare } from '../format.js';
import type { AttributionDocument } from '../kinds/attribution.js';
import { doubtOf } from './doubt.js';
import { howMany, sum } from './how-many.js';
import { named } from './named.js';

/** `Half of the evidence for "4" (99.8 %) lies in 2.4 % of the pixels.` */
export function attributionFinding({ result, target, quality }: AttributionDocument): string {
  const who = named(target);
  if (quality.trustworthy === false)
    return `Where the evidence for ${who} lies cannot be concluded${doubtOf(quality)}.`;
  // Where signs say nothing of the class, the share of what speaks for it is not known.
  const signed = quality.checks?.find(({ name }) => name === 'positive-share')?.value !== null;
  const cells = Array.from(cellValues(result).values);
  const positive = cells.filter((value) => value > 0).sort((a, b) => b - a);
  if (positive.length === 0) {
    const low = formatNumber(cells.reduce((least, value) => Math.min(least, value)));
    const high = formatNumber(cells.reduce((most, value) => Math.max(most, value)));
    return `No positive evidence for ${who}: values from ${low} to ${high}.`;
  }
  const needed = howMany(positive, sum(positive) / 2);
  const where = result.values.shape.length === 2 ? 'cells' : 'pixels';
  const what = signed ? `the evidence for ${who}` : 'what stands out, whatever the class,';
  return `Half of ${what} lies in ${formatShare(needed / cells.length)} of the ${where}.`;
}
