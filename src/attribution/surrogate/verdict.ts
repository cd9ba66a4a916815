import { sideOf } from '../../document/side.js';
import type { Agreement } from './agreement.js';

/** From where on a local model is called untrustworthy. */
export const LIMITS = {
  /** Effective samples, and effective samples for each region of the model. */
  effectiveSamples: 30,
  samplesPerRegion: 2,
  /** Weighted R2. */
  r2: 0.3,
  /** Share of the leading regions that both halves name (3 of 5 are 0.43, 2 of 5 are 0.25). */
  jaccard: 1 / 3,
  spearman: 0.2,
  /** Probabilities that move by less say little of what is near 0 or 1. */
  range: 0.05,
  /** Gap between the local model and the classifier on the whole image, as a share of the range of the scores. */
  gap: 0.25,
};

/** What is known of a local model. */
export interface Evidence {
  /** What is explained, as a person would say it. */
  readonly subject: string;
  readonly samples: number;
  readonly effectiveSamples: number;
  /** Regions of the image, and of the model. */
  readonly regions: number;
  readonly modelled: number;
  /** Whether the score varies over the samples. */
  readonly varies: boolean;
  readonly r2: number | null;
  /** The region with the largest absolute weight; `null` where all are 0. */
  readonly leader: { readonly segment: number; readonly weight: number; readonly standardError: number | null } | null;
  readonly agreement: Agreement | null;
  readonly prediction: number;
  readonly localPrediction: number;
  /** Highest minus lowest score of the samples. */
  readonly range: number;
  /** What the scores are. */
  readonly output: 'logit' | 'probability';
  /** Whether samples were added until the ranking was stable, and whether it came to be. */
  readonly settled: boolean | null;
  readonly stableTop: number;
  readonly confidence: number;
}

export interface Verdict {
  readonly trustworthy: boolean;
  readonly sentences: readonly string[];
}

/** Whether a local model should be trusted, in sentences: the reasons not to, then what it rests on. */
export function verdictOf(evidence: Evidence): Verdict {
  const doubts = evidence.varies ? doubtsOf(evidence) : [nothingSeen(evidence)];
  return { trustworthy: doubts.length === 0, sentences: [...doubts, ...basisOf(evidence)] };
}

function doubtsOf(evidence: Evidence): string[] {
  const doubts = [oneRegion, fewSamples, poorFit, noLeader, halvesDisagree, farOff, unsettled];
  return doubts.map((doubt) => doubt(evidence)).filter((sentence) => sentence !== null);
}

/** A kernel that weights the untouched image alone sees no change either, though the score may well change. */
function nothingSeen(evidence: Evidence): string {
  const changed = evidence.range > 1e-6 * Math.abs(evidence.prediction);
  return (changed ? fewSamples(evidence) : null) ?? neverChanged(evidence);
}

function neverChanged({ subject, samples }: Evidence): string {
  return `Hiding regions never changed the score of ${subject} in ${number(samples)} samples: the weights are 0 and mean nothing.`;
}

function oneRegion({ regions }: Evidence): string | null {
  return regions === 1
    ? 'The image is one single region: there is nothing to compare. Use a finer segmentation.'
    : null;
}

function fewSamples({ samples, effectiveSamples, modelled }: Evidence): string | null {
  const needed = Math.max(LIMITS.effectiveSamples, LIMITS.samplesPerRegion * (modelled + 1));
  if (effectiveSamples >= needed) return null;
  const worth = `worth ${rounded(effectiveSamples)} equally weighted ones, for ${counted(modelled, 'region')}`;
  return effectiveSamples < samples / 4
    ? `The kernel gives nearly all samples no weight: ${number(samples)} are ${worth}. Use a larger kernel width.`
    : `There are too few samples: ${number(samples)} are ${worth}. Use at least ${number(Math.ceil((needed * samples) / effectiveSamples))}.`;
}

function poorFit({ r2, leader }: Evidence): string | null {
  if (r2 === null || r2 >= LIMITS.r2 || leader === null) return null;
  return `The local model explains only ${percent(Math.max(0, r2))} of how the score varies (weighted R2 ${r2.toFixed(2)}): the regions act together, single weights miss it.`;
}

function noLeader({ leader, modelled }: Evidence): string | null {
  if (leader === null)
    return 'Every weight is 0 although the score varies: the penalty alpha is larger than any effect. Use a smaller one.';
  const { segment, weight, standardError } = leader;
  if (standardError === null || sideOf(leader, modelled) !== 'unclear') return null;
  return `Not even the largest weight is told from 0: region ${segment} has ${rounded(weight)} with standard error ${rounded(standardError)}.`;
}

function halvesDisagree({ agreement }: Evidence): string | null {
  if (agreement === null) return null;
  const { jaccard, spearman, top } = agreement;
  if (jaccard >= LIMITS.jaccard && (spearman ?? 1) >= LIMITS.spearman) return null;
  return `Two halves of the samples disagree: they share ${sharedLeaders(jaccard, top)} of ${counted(top, 'leading region')}${spearman === null ? '' : ` (rank correlation ${spearman.toFixed(2)})`}. Use more samples.`;
}

function farOff({ prediction, localPrediction, range, subject }: Evidence): string | null {
  if (Math.abs(prediction - localPrediction) <= LIMITS.gap * range) return null;
  return `For the whole image the local model says ${rounded(localPrediction)}, the classifier ${rounded(prediction)} for ${subject}: it is not faithful there.`;
}

function unsettled({ settled, samples, stableTop }: Evidence): string | null {
  return settled === false
    ? `The order of the ${stableTop} largest weights had not settled after ${number(samples)} samples.`
    : null;
}

function basisOf(evidence: Evidence): string[] {
  const { varies, r2, samples, settled, stableTop, confidence, agreement, leader, output, range } = evidence;
  if (!varies) return [];
  const basis: string[] = [];
  if (r2 !== null && r2 >= LIMITS.r2) {
    basis.push(`The local model explains ${percent(r2)} of how the score varies over ${number(samples)} samples.`);
  }
  if (agreement && leader !== null && halvesDisagree(evidence) === null) basis.push(halvesAgree(agreement));
  if (output === 'probability' && range < LIMITS.range) {
    basis.push(
      `Hiding regions moved the probability by ${rounded(range)} at most, so the weights are small: the logit moves more (output "logit").`,
    );
  }
  if (settled === true) {
    const sure = `${percent(confidence)} confidence`;
    basis.push(`The order of the ${stableTop} largest weights settled after ${number(samples)} samples (${sure}).`);
  }
  return basis;
}

function halvesAgree({ spearman, jaccard, top }: Agreement): string {
  const shared = `share ${sharedLeaders(jaccard, top)} of ${counted(top, 'leading region')}`;
  return spearman === null
    ? `Two halves of the samples ${shared}.`
    : `Two halves of the samples ${shared} and rank the clear ones with correlation ${spearman.toFixed(2)}.`;
}

function sharedLeaders(jaccard: number, top: number): number {
  return Math.round((2 * top * jaccard) / (1 + jaccard));
}

const number = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${Math.round(100 * share)} %`;
const rounded = (value: number) => String(Number(value.toPrecision(3)));
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
