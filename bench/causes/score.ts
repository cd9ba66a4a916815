import { meanWithInterval } from '../../src/audit/statistics.js';
import { type EvidenceDocument, type Mask, pointingGame, relevanceInMask } from '../../src/metrics/index.js';

/** How much of a map's evidence lies on the cause: of one scene. */
export interface SceneScore {
  /** Share of the positive evidence that lies on the cause, 0..1; `null` where nothing is positive. */
  readonly mass: number | null;
  /** Of as many leading pixels as the cause has, the share that lies on it, 0..1. */
  readonly rank: number;
  /** Whether the strongest pixel lies on it, 0..1. */
  readonly hit: number;
  /** Share of the picture that the cause covers. */
  readonly chance: number;
}

/** Over all scenes. */
export interface Row {
  readonly method: string;
  readonly title: string;
  /** Mean of mass over chance: 1 is what evidence spread evenly gets; with its 95 % interval over scenes. */
  readonly lift: number;
  readonly interval: readonly [low: number, high: number];
  readonly mass: number;
  readonly rank: number;
  readonly hit: number;
  /** Scenes with no positive evidence at all: they have no mass and no lift, rank and hit as the ties fall. */
  readonly empty: number;
}

export function scoreScene(document: EvidenceDocument, cause: Mask): SceneScore {
  const { mass, rank, chance } = relevanceInMask(document, cause);
  return { mass, rank, chance, hit: pointingGame(document, cause, { tolerance: 0 }).hit };
}

export function rowOf(method: string, title: string, scores: readonly SceneScore[]): Row {
  const told = scores.flatMap(({ mass, chance }) => (mass === null ? [] : [{ mass, lift: mass / chance }]));
  const { mean, interval } = meanOf(told.map(({ lift }) => lift));
  const average = (values: readonly number[]) => rounded(meanOf(values).mean);
  return {
    method,
    title,
    lift: rounded(mean),
    interval: [rounded(interval[0]), rounded(interval[1])],
    mass: average(told.map(({ mass }) => mass)),
    rank: average(scores.map(({ rank }) => rank)),
    hit: average(scores.map(({ hit }) => hit)),
    empty: scores.length - told.length,
  };
}

/** How much more of the evidence lies on the animal in the one network than in the other, scene by scene. */
export interface Contrast {
  readonly method: string;
  readonly title: string;
  readonly difference: number;
  readonly interval: readonly [low: number, high: number];
}

/** `fair` is scored on the animal, `biased` on the place: what is not on the place is on the animal. */
export function contrastOf(
  { method, title }: Row,
  fair: readonly SceneScore[],
  biased: readonly SceneScore[],
): Contrast {
  const pairs = fair.flatMap(({ mass: onAnimal }, i) => {
    const onPlace = biased[i].mass;
    return onAnimal === null || onPlace === null ? [] : [onAnimal - (1 - onPlace)];
  });
  const { mean, interval } = meanOf(pairs);
  return { method, title, difference: rounded(mean), interval: [rounded(interval[0]), rounded(interval[1])] };
}

/** Never without values: a method that finds nothing in any scene has nothing to be said of. */
function meanOf(values: readonly number[]): { readonly mean: number; readonly interval: readonly [number, number] } {
  return meanWithInterval(values, 1) ?? { mean: Number.NaN, interval: [Number.NaN, Number.NaN] };
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
