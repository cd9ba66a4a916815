import { decodeArray } from '../encode.js';
import { countOf, formatShare } from '../format.js';
import type { SuperpixelsDocument } from '../kinds/superpixels.js';
import { sideOf } from '../side.js';
import { doubtOf } from './doubt.js';
import { howMany, sum } from './how-many.js';
import { named } from './named.js';

/** How much of the evidence the regions must carry which the sentence counts. */
const MOST = 0.6;

/**
 * `"4" (99.8 %) rests on 3 of 24 regions: they carry 62 % of the evidence for it. 2 regions speak against it.`
 * Weights that cannot be told from zero count for neither side (`sideOf`).
 */
export function superpixelsFinding({ result, target, quality }: SuperpixelsDocument): string {
  const who = named(target);
  if (quality.trustworthy === false) {
    return `What ${who} rests on cannot be concluded${doubtOf(quality) || ' from these samples'}.`;
  }
  const total = new Set(decodeArray(result.segments).data).size;
  const weightsOf = (side: 'for' | 'against') =>
    result.weights.filter((entry) => sideOf(entry, result.weights.length) === side).map(({ weight }) => weight);
  const [speaking, opposing] = [weightsOf('for'), weightsOf('against')];
  const against = `${countOf(opposing.length, 'region speaks', 'regions speak')} against it.`;
  if (speaking.length === 0) {
    return opposing.length
      ? `No region clearly speaks for ${who}; ${against}`
      : `Nothing can be concluded: none of ${countOf(total, 'region')} clearly speaks for or against ${who}.`;
  }
  const sumFor = sum(speaking);
  const regions = howMany(speaking, sumFor * MOST);
  const share = formatShare(sum(speaking.slice(0, regions)) / sumFor);
  const carry = regions === 1 ? 'it carries' : 'they carry';
  const rests = `${who} rests on ${regions} of ${countOf(total, 'region')}: ${carry} ${share} of the evidence for it.`;
  return opposing.length ? `${rests} ${against}` : rests;
}
