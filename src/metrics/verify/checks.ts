import { countOf, formatNumber, formatShare } from '../../document/format.js';
import type { CheckPart, CurvePart } from '../../document/parts.js';
import { quantile } from '../../numeric/quantile.js';
import { confidenceChangeOf } from '../confidence-change.js';
import { infidelityOf } from '../infidelity.js';
import { maxSensitivityOf } from '../max-sensitivity.js';
import { muFidelityOf } from '../mu-fidelity.js';
import { type RelevanceCurve, relevanceCurves } from '../perturbation/relevance-curve.js';
import { pointingGame } from '../pointing-game.js';
import { randomisationOf } from '../randomisation.js';
import { relevanceInMask } from '../relevance-in-mask.js';
import { roadOf } from '../road.js';
import { sensitivityNOf } from '../sensitivity-n.js';
import { stabilityOf } from '../stability.js';
import type { Trial } from '../trial.js';
import type { VerifyOptions } from '../verify.js';

export interface Found {
  readonly checks: readonly CheckPart[];
  readonly curves?: readonly CurvePart[];
}

export type Check = (trial: Trial, options: VerifyOptions) => Promise<Found>;

/** The checks of `verify`, in the order in which they are made. */
export const CHECKS = {
  curves: checkCurves,
  road: checkRoad,
  'confidence-change': checkConfidence,
  infidelity: checkInfidelity,
  'mu-fidelity': checkMuFidelity,
  'sensitivity-n': checkSensitivityN,
  stability: checkStability,
  'max-sensitivity': checkMaxSensitivity,
  randomisation: checkRandomisation,
  localisation: checkLocalisation,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

/** How many random orders must be beaten: those of them that a map without knowledge would beat one time in twenty. */
const ERROR_RATE = 0.05;

async function checkCurves(trial: Trial, { fill, steps, orders }: VerifyOptions): Promise<Found> {
  const curves = await relevanceCurves(trial, ['deletion', 'insertion'], { fill, steps, orders });
  return { curves, checks: curves.map(curveCheck) };
}

/** ROAD below this is no difference. */
const LEAST_ROAD = 0.001;

/** A score that changes by less than this, whatever is hidden, tests nothing: share of its largest value. */
const LEAST_CHANGE = 0.02;

function curveCheck(curve: RelevanceCurve): CheckPart {
  const { name, area, random, scores, fill } = curve;
  const deletes = name === 'deletion';
  const act = deletes ? 'Hiding the most relevant places first' : 'Putting the most relevant places back first';
  const effect = deletes ? 'drops the score' : 'brings the score back';
  if (!random) {
    return { name, value: area, passes: null, sentence: `${act} ${effect} along an area of ${formatNumber(area)}.` };
  }
  const { areas, orders } = random;
  if (isSteady([...scores, ...random.scores])) {
    const sentence = `Hiding everything (${fill}) hardly changes the score: this fill cannot tell whether the most relevant places matter. Try another.`;
    return { name, value: area, passes: null, sentence };
  }
  const limit = quantile(areas, deletes ? ERROR_RATE : 1 - ERROR_RATE);
  const passes = deletes ? area < limit : area > limit;
  const against = `area ${formatNumber(area)} against ${formatNumber(random.area)} (${countOf(orders, 'random order')})`;
  const isFaster = deletes ? area < random.area : area > random.area;
  const range = `${formatNumber(Math.min(...areas))} to ${formatNumber(Math.max(...areas))}`;
  const sentence = passes
    ? `${act} ${effect} faster than at random: ${against}.`
    : isFaster
      ? `${act} ${effect} faster than random orders do on average, but not beyond chance: ${against}, from ${range}.`
      : `${act} ${effect} no faster than at random: ${against}.`;
  return { name, value: area, passes, sentence };
}

function isSteady(scores: readonly number[]): boolean {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  return high - low <= LEAST_CHANGE * Math.max(Math.abs(low), Math.abs(high));
}

async function checkRoad(trial: Trial): Promise<Found> {
  const { combined } = await roadOf(trial, { shares: [0.2, 0.4, 0.6, 0.8] });
  const value = formatNumber(combined);
  if (Math.abs(combined) < LEAST_ROAD) {
    const sentence = `Removing pixels, the most relevant or the least, hardly changes the score (ROAD ${value}): nothing can be concluded.`;
    return { checks: [{ name: 'road', value: combined, passes: null, sentence }] };
  }
  const sentence =
    combined > 0
      ? `Removed without a trace, the most relevant pixels cost more of the score than the least relevant (ROAD ${value}; by chance 0).`
      : `Removed without a trace, the most relevant pixels cost no more of the score than the least relevant (ROAD ${value}; by chance 0).`;
  return { checks: [{ name: 'road', value: combined, passes: combined > 0, sentence }] };
}

async function checkConfidence(trial: Trial): Promise<Found> {
  const { drop, increase } = await confidenceChangeOf(trial, {});
  const words = increase
    ? 'Shown only what the map marks, the classifier is surer than of the whole image.'
    : `Shown only what the map marks, the classifier loses ${drop === null ? 'nothing that it had' : formatShare(drop)} of its score.`;
  return { checks: [{ name: 'average-drop', value: drop, passes: null, sentence: words }] };
}

async function checkInfidelity(trial: Trial): Promise<Found> {
  const { scaledShare } = await infidelityOf(trial, { samples: 100 });
  const sentence =
    scaledShare === null
      ? 'Hiding a fifth of the places never changed the score.'
      : `What the map says of hidden places, suitably scaled, misses ${formatShare(scaledShare)} of what happens to the score.`;
  return { checks: [{ name: 'infidelity', value: scaledShare, passes: null, sentence }] };
}

async function checkMuFidelity(trial: Trial): Promise<Found> {
  const { correlation, chance, passes } = await muFidelityOf(trial, { samples: 100 });
  if (correlation === null || chance === null) {
    const sentence = 'Nothing can be said of hidden places: the map or the score never varied.';
    return { checks: [{ name: 'mu-fidelity', value: null, passes: null, sentence }] };
  }
  const figures = `correlation ${correlation.toFixed(2).replace('-', '−')}, by chance up to ${chance.toFixed(2)}`;
  const sentence = passes
    ? `The more evidence is hidden, the more the score falls (${figures}).`
    : correlation < -chance
      ? `The more evidence is hidden, the less the score falls: the map points the wrong way (${figures}).`
      : `How much evidence is hidden says nothing of how much the score falls (${figures}).`;
  return { checks: [{ name: 'mu-fidelity', value: correlation, passes, sentence }] };
}

async function checkSensitivityN(trial: Trial): Promise<Found> {
  const found = await sensitivityNOf(trial, { samples: 30 });
  const known = found.flatMap(({ correlation }) => (correlation === null ? [] : [correlation]));
  const value = known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
  const most = found[found.length - 1].n;
  const sentence =
    value === null
      ? 'Hiding places never changed the score: there is nothing to predict.'
      : `From 1 to ${most} hidden places, the map predicts the change of the score with a mean correlation of ${value.toFixed(2)}.`;
  return { checks: [{ name: 'sensitivity-n', value, passes: null, sentence }] };
}

/** A method that took thousands of images once would take hours again and again on a large network. */
function checkCost({ document }: Trial, runs: number, { maxPasses = 20_000 }: VerifyOptions): void {
  const { forwardPasses, backwardPasses } = document.provenance;
  const passes = runs * (forwardPasses + backwardPasses);
  if (passes <= maxPasses) return;
  throw new RangeError(
    `Cannot explain again ${runs} times: it would take ${countOf(passes, 'pass', 'passes')}, more than maxPasses ${formatNumber(maxPasses)}`,
  );
}

async function checkStability(trial: Trial, options: VerifyOptions): Promise<Found> {
  const seeds = 3;
  if (trial.document.method.seed !== null) checkCost(trial, seeds, options);
  const { runs, jaccard, chance, signFlips, passes } = await stabilityOf(trial, { seeds });
  if (runs.length === 0) {
    const sentence = 'The method has no chance in it: every run gives this map.';
    return { checks: [{ name: 'stability', value: 1, passes: true, sentence }] };
  }
  const shared = `share ${formatShare(jaccard)} of the leading places (by chance ${formatShare(chance)})`;
  const flips = `${formatShare(signFlips)} of the evidence changes sides`;
  const sentence = `Runs with other seeds ${shared}, ${flips}${passes ? '.' : ': use more samples.'}`;
  return { checks: [{ name: 'stability', value: jaccard, passes, sentence }] };
}

async function checkMaxSensitivity(trial: Trial, options: VerifyOptions): Promise<Found> {
  const samples = 5;
  checkCost(trial, samples, options);
  const value = await maxSensitivityOf(trial, { samples });
  const sentence =
    value === null
      ? 'The map is empty: there is nothing to change.'
      : `Noise of 2 % on the image changes the map by up to ${formatShare(value)} of its size.`;
  return { checks: [{ name: 'max-sensitivity', value, passes: null, sentence }] };
}

async function checkRandomisation(trial: Trial, options: VerifyOptions): Promise<Found> {
  const most = 5;
  checkCost(trial, most, options);
  const { similarity, limit, passes, depths } = await randomisationOf(trial, { depths: most });
  const act = `With up to ${countOf(depths[Math.ceil(depths.length / 2) - 1].layers, 'upper layer')} made random`;
  const figure = `rank correlation ${similarity.toFixed(2)}, limit ${limit}`;
  const sentence =
    passes === null
      ? `${act}, too few places are left to compare (${figure}).`
      : passes
        ? `${act}, the map changes: it depends on what the network has learned (${figure}).`
        : `${act}, the map stays much the same: it shows the image rather than what the network has learned (${figure}).`;
  return { checks: [{ name: 'randomisation', value: similarity, passes, sentence }] };
}

async function checkLocalisation({ document }: Trial, { mask }: VerifyOptions): Promise<Found> {
  if (!mask) throw new TypeError('Cannot say whether the evidence lies on the object: expected a mask');
  const { mass, rank, chance } = relevanceInMask(document, mask);
  const { hit } = pointingGame(document, mask, { tolerance: 0 });
  const by = `by chance ${formatShare(chance)}`;
  return {
    checks: [
      {
        name: 'pointing-game',
        value: hit,
        passes: hit === 1 ? true : hit === 0 ? false : null,
        sentence: `The place with the most evidence lies ${hit === 1 ? 'on' : hit === 0 ? 'beside' : 'partly on'} the object.`,
      },
      {
        name: 'relevance-mass',
        value: mass,
        passes: mass === null ? null : mass > chance,
        sentence:
          mass === null
            ? 'There is no evidence for the class that could lie on the object.'
            : `${formatShare(mass)} of the evidence for the class lies on the object (${by}).`,
      },
      {
        name: 'relevance-rank',
        value: rank,
        passes: rank > chance,
        sentence: `Of as many leading pixels as the object has, ${formatShare(rank)} lie on it (${by}).`,
      },
    ],
  };
}
