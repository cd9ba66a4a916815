import { decodeArray } from '../encode.js';
import { countOf, formatShare } from '../format.js';
import type { SuperpixelsDocument } from '../kinds/superpixels.js';
import { howMany, sum } from './how-many.js';
import { named } from './named.js';

/** How much of the evidence the regions must carry which the sentence counts. */
const MOST = 0.6;

/** `"4" (99.8 %) rests on 3 of 24 regions: they carry 62 % of the evidence for it.` */
export function superpixelsFinding(document: SuperpixelsDocument): string {
  const { result, target, quality } = document;
  const who = named(target);
  const total = new Set(decodeArray(result.segments).data).size;
  if (quality.trustworthy === false) return `What ${who} rests on cannot be concluded from these samples.`;
  const weights = result.weights.map(({ weight }) => weight);
  const positive = weights.filter((weight) => weight > 0);
  const [sumFor, sumAll] = [sum(positive), sum(weights.map(Math.abs))];
  if (sumAll === 0) return `None of ${countOf(total, 'region')} makes a difference to ${who}.`;
  if (sumFor === 0) return `No region speaks for ${who}: all evidence is against it.`;
  const regions = howMany(positive, sumFor * MOST);
  const share = formatShare(sum(positive.slice(0, regions)) / sumFor);
  const carry = regions === 1 ? 'it carries' : 'they carry';
  if (sumFor >= sumAll / 2)
    return `${who} rests on ${regions} of ${total} regions: ${carry} ${share} of the evidence for it.`;
  const against = formatShare(1 - sumFor / sumAll);
  return `${against} of the evidence is against ${who}; ${share} of what speaks for it comes from ${regions} of ${total} regions.`;
}
