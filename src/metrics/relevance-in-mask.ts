import { topShare } from '../numeric/top-share.js';
import { type Mask, maskedMap } from './mask.js';
import type { EvidenceDocument } from './trial.js';

export interface RelevanceInMask {
  /** Share of the positive evidence that lies in the mask, 0..1; `null` where nothing is positive. */
  readonly mass: number | null;
  /** Of as many leading pixels as the mask has: the share that lies in it, 0..1. */
  readonly rank: number;
  /** Share of the picture that the mask covers: what evidence spread by chance would get. */
  readonly chance: number;
}

/**
 * Relevance mass accuracy and relevance rank accuracy against a mask of the object (Arras, Osman and Samek 2022,
 * "CLEVR-XAI"). Pixels that tie for the last leading place share it.
 * @throws RangeError for a mask of another size, or an empty one.
 */
export function relevanceInMask(document: EvidenceDocument, mask: Mask): RelevanceInMask {
  const { values, inside, area } = maskedMap(document, mask);
  const leading = topShare(values, area);
  let [hit, positive, ranked] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    positive += Math.max(0, values[i]);
    hit += inside[i] * Math.max(0, values[i]);
    ranked += inside[i] * leading[i];
  }
  return { mass: positive === 0 ? null : hit / positive, rank: ranked / (area * values.length), chance: area };
}
