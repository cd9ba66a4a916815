import { meanWithInterval, signFlipTest } from './statistics.js';

/** What an experiment did to the images it was made on. */
export interface Effect {
  readonly images: number;
  /** Images whose predicted class changed, in most of the repeats. */
  readonly flips: number;
  /** Mean change of the class's probability, in the direction that is expected: how far it fell, or rose. */
  readonly deltaProbability: number;
  /** 95 % of it, by bootstrap over images. */
  readonly interval: readonly [low: number, high: number];
}

/** An experiment, the same with random regions, and how the two differ. */
export interface Contrast {
  readonly effect: Effect;
  readonly control: Effect;
  /** Mean of effect minus control, image by image. */
  readonly difference: number;
  readonly interval: readonly [low: number, high: number];
  /** One-sided, not corrected. */
  readonly p: number;
}

/** One image's outcome: mean change over the repeats, and the share of repeats that changed the class. */
export interface Outcome {
  readonly change: number;
  readonly flipped: number;
}

/** @returns `null` if there were no images. */
export function contrastOf(
  pairs: readonly { readonly effect: Outcome; readonly control: Outcome }[],
  seed: number,
): Contrast | null {
  if (pairs.length === 0) return null;
  const differences = pairs.map(({ effect, control }) => effect.change - control.change);
  const { mean, interval } = meanWithInterval(differences, seed) as NonNullable<ReturnType<typeof meanWithInterval>>;
  return {
    effect: effectOf(
      pairs.map(({ effect }) => effect),
      seed,
    ),
    control: effectOf(
      pairs.map(({ control }) => control),
      seed,
    ),
    difference: mean,
    interval,
    p: signFlipTest(differences, seed),
  };
}

export function effectOf(outcomes: readonly Outcome[], seed: number): Effect {
  const found = meanWithInterval(
    outcomes.map(({ change }) => change),
    seed,
  );
  return {
    images: outcomes.length,
    flips: outcomes.filter(({ flipped }) => flipped > 0.5).length,
    deltaProbability: found?.mean ?? 0,
    interval: found?.interval ?? [0, 0],
  };
}
