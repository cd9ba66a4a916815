import type { Output } from '../../network/predictor.js';
import type { Trial } from '../trial.js';
import { turnsOf } from './orders.js';
import type { Places } from './places.js';
import { scoreImages } from './score-images.js';

/** The score while more and more of an image is hidden. */
export interface Curve {
  /** Of the image's pixels, rising from 0 to 1. */
  readonly shares: Float64Array;
  readonly scores: Float64Array;
}

interface HidingOptions {
  readonly places: Places;
  /** How many orders, and each of them: made again when it is its turn, so that one is held at a time. */
  readonly orders: number;
  readonly order: (index: number) => Int32Array;
  readonly fill: Float32Array;
  readonly steps: number;
  readonly output: Output;
  readonly stage: string;
}

/** Scores along several orders of hiding. What all have in common, nothing and everything hidden, is scored once. */
export async function hidingCurves(trial: Trial, options: HidingOptions): Promise<Curve[]> {
  const { places, orders, order, fill, output, stage } = options;
  const steps = Math.min(options.steps, places.count);
  const hiddenAt = (step: number) => Math.round((step * places.count) / steps);
  const channels = trial.input.values.shape[3];
  const between = steps - 1;
  const turns = held((index) => turnsOf(order(index)));
  const scores = await scoreImages(trial, {
    count: 2 + orders * between,
    output,
    stage,
    change: (values, image) => {
      if (image === 0) return;
      if (image === 1) return values.set(fill);
      const turn = turns(Math.floor((image - 2) / between));
      const hidden = hiddenAt(1 + ((image - 2) % between));
      for (let i = 0; i < values.length; i++) {
        if (turn[places.labels[Math.floor(i / channels)]] < hidden) values[i] = fill[i];
      }
    },
  });
  return Array.from({ length: orders }, (_, index) => {
    const inner = scores.subarray(2 + index * between, 2 + (index + 1) * between);
    return {
      shares: sharesOf(places, order(index), steps, hiddenAt),
      scores: Float64Array.of(scores[0], ...inner, scores[1]),
    };
  });
}

/** The same curve when the hidden is put back in the opposite order. */
export function reversed({ shares, scores }: Curve): Curve {
  return { shares: shares.map((share) => 1 - share).reverse(), scores: scores.toReversed() };
}

/** Area under a curve by the trapezoid rule: the mean score over the shares. */
export function areaUnder({ shares, scores }: Curve): number {
  let area = 0;
  for (let i = 1; i < shares.length; i++) area += ((shares[i] - shares[i - 1]) * (scores[i] + scores[i - 1])) / 2;
  return area;
}

/** The scores of a curve at other shares, linear between its own. */
export function scoresAt(shares: Float64Array, curve: Curve): Float64Array {
  return shares.map((share) => {
    const after = Math.max(
      1,
      curve.shares.findIndex((each) => each >= share),
    );
    const [from, to] = [curve.shares[after - 1], curve.shares[after]];
    const part = to === from ? 1 : (share - from) / (to - from);
    return curve.scores[after - 1] + part * (curve.scores[after] - curve.scores[after - 1]);
  });
}

function sharesOf(
  { sizes, labels, count }: Places,
  order: Int32Array,
  steps: number,
  hiddenAt: (step: number) => number,
) {
  const pixels = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) pixels[i + 1] = pixels[i] + sizes[order[i]];
  return Float64Array.from({ length: steps + 1 }, (_, step) => pixels[hiddenAt(step)] / labels.length);
}

/** A function that remembers its last answer. */
function held<T>(make: (index: number) => T): (index: number) => T {
  let last: { readonly index: number; readonly value: T } | undefined;
  return (index) => {
    if (last?.index !== index) last = { index, value: make(index) };
    return last.value;
  };
}
