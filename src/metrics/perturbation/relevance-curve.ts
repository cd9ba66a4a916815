import { type Baseline, checkBaseline } from '../../attribution/baseline.js';
import { wholeNumber } from '../../attribution/option-checks.js';
import type { CurvePart } from '../../document/parts.js';
import type { ImageInput } from '../../image/image.js';
import type { Predictor } from '../../network/predictor.js';
import { mean } from '../../numeric/mean.js';
import { type EvidenceDocument, fillOf, type MetricOptions, openTrial, probabilityOr, type Trial } from '../trial.js';
import { areaUnder, type Curve, hidingCurves, reversed, scoresAt } from './hiding-curves.js';
import { fallingOrder, randomOrder } from './orders.js';
import { placesOf } from './places.js';

/** What the curves of deletion and insertion take. */
export interface RelevanceCurveOptions extends MetricOptions {
  /**
   * What hidden places show: a number in the network's input units (or one a channel), `mean` colour of the image, `blur`,
   * `noise` (seeded), or values `[1, h, w, c]`. Default: `mean`.
   */
  readonly fill?: Baseline;
  /** In how many steps everything is hidden, from 1; at most one a place. Default: 20. */
  readonly steps?: number;
  /** How many random orders the curve is compared with, from 0. Default: 20. */
  readonly orders?: number;
  /** Side of the squares of pixels that are hidden together, from 1. Default: a 28th of the shorter side, at least 1. */
  readonly block?: number;
}

const CURVE_OPTIONS = ['fill', 'steps', 'orders', 'block'];

/** @throws TypeError or RangeError that names the option. */
export function checkCurveOptions(options: RelevanceCurveOptions) {
  return {
    fill: checkBaseline(options.fill ?? 'mean', 'fill'),
    steps: wholeNumber('steps', options.steps ?? 20, 1),
    orders: wholeNumber('orders', options.orders ?? 20, 0),
    block: options.block === undefined ? undefined : wholeNumber('block', options.block, 1),
  };
}

/** A curve with its areas under random orders, one each. */
export type RelevanceCurve = CurvePart & {
  readonly random?: CurvePart['random'] & { readonly areas: readonly number[] };
};

/** One of the two curves by itself: checked, and of a trial of its own. */
export async function relevanceCurve(
  name: 'deletion' | 'insertion',
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: RelevanceCurveOptions,
): Promise<RelevanceCurve> {
  checkCurveOptions(options);
  const trial = await openTrial({ name, options: CURVE_OPTIONS }, model, image, document, options);
  const [curve] = await relevanceCurves(trial, [name], options);
  return curve;
}

/**
 * The curves of deletion and insertion, which share their random orders: what is put back in random order is what was
 * hidden in the opposite one.
 */
export async function relevanceCurves(
  trial: Trial,
  names: readonly ('deletion' | 'insertion')[],
  options: RelevanceCurveOptions,
): Promise<RelevanceCurve[]> {
  const { fill, steps, orders, block } = checkCurveOptions(options);
  const places = placesOf(trial.document, block);
  const hidden = fillOf(trial, fill);
  const { seed } = trial;
  const output = probabilityOr(trial);
  const falling = fallingOrder(places.values, seed);
  const own = { deletion: falling, insertion: falling.toReversed() };
  const curves = await hidingCurves(trial, {
    places,
    orders: names.length + orders,
    order: (i) => (i < names.length ? own[names[i]] : randomOrder(places.count, seed + 1 + i - names.length)),
    fill: hidden.values,
    steps,
    output,
    stage: 'Hiding parts of the image',
  });
  return names.map((name, i) => {
    const oriented = (curve: Curve) => (name === 'deletion' ? curve : reversed(curve));
    const curve = oriented(curves[i]);
    const controls = curves.slice(names.length).map(oriented);
    return {
      name,
      unit: places.unit,
      ...(places.unit === 'pixels' && { block: places.block }),
      fill: hidden.name,
      output,
      shares: [...curve.shares],
      scores: [...curve.scores],
      area: areaUnder(curve),
      ...(controls.length > 0 && { random: controlOf(curve.shares, controls) }),
    };
  });
}

/** The mean of curves that each have shares of their own. */
function controlOf(shares: Float64Array, controls: readonly Curve[]) {
  const areas = controls.map(areaUnder);
  const scores = controls.map((control) => scoresAt(shares, control));
  return {
    scores: Array.from(shares, (_, i) => mean(scores.map((each) => each[i]))),
    area: mean(areas),
    orders: controls.length,
    areas,
  };
}
