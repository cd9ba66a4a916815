import { formatNumber, formatShare } from '../../document/format.js';
import type { CheckPart } from '../../document/parts.js';

/** Less of the score than this says little of why. */
const LEAST = 0.05;

/** Relevance that is this many times the score was made by quotients of next to nothing. */
const RUNAWAY = 100;

/** How much of the relevance that started at the score arrived at the image, and whether it ran away on its way. */
export function conservation(values: Float32Array, score: number): CheckPart {
  let [sum, magnitude] = [0, 0];
  for (const value of values) {
    sum += value;
    magnitude += Math.abs(value);
  }
  const ranAway = magnitude > RUNAWAY * Math.abs(score);
  const arrived = `Of the score ${formatNumber(score)}, the values hold ${formatNumber(sum)}`;
  const value = score === 0 ? null : sum / score;
  return {
    name: 'conservation',
    value,
    passes: value === null ? null : ranAway || Math.abs(value) < LEAST ? false : null,
    sentence: ranAway
      ? `${arrived}, as a difference of parts ${formatNumber(magnitude / Math.abs(score))} times as large as the score: layers' terms cancel, take a larger epsilon or another rule.`
      : `${arrived}${value === null ? '' : ` (${shareText(value)})`}: the rest went to biases and to the stabiliser.`,
  };
}

/** `formatShare` without a sign before nothing. */
const shareText = (share: number) => formatShare(Math.abs(share) < 5e-5 ? 0 : share);
