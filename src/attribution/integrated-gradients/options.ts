import type { Network } from '../../network/network.js';
import { random } from '../../numeric/random.js';
import { type Baseline, baselineName, baselineOf, checkBaseline } from '../baseline.js';
import { QUADRATURES, type Quadrature } from '../gradient/quadrature.js';
import type { AttributionOptions, Inquiry } from '../inquiry.js';
import { oneOf, wholeNumber } from '../option-checks.js';
import { OptionRangeError, OptionTypeError } from '../option-error.js';

export interface IntegratedGradientsOptions extends AttributionOptions {
  /** Gradients along the way from each baseline to the image, from 1 (`trapezoid`: from 2). Default: 50. */
  readonly steps?: number;
  /** Where the steps lie and what each counts. Default: `gauss-legendre`. */
  readonly quadrature?: Quadrature;
  /** What stands for "nothing to see": where the way starts. Default: 0 in the network's input units. */
  readonly baseline?: Baseline;
  /** Several, at least one: the answers are averaged (expected gradients). Not with `baseline`. Default: one. */
  readonly baselines?: readonly Baseline[];
}

export interface ResolvedIntegration {
  readonly steps: number;
  readonly quadrature: Quadrature;
  readonly baselines: readonly Baseline[];
  /** Whether the caller gave a list. */
  readonly several: boolean;
}

/** More steps change nothing that float32 could hold, and the places of Gauss-Legendre take the square of their number to find. */
const MOST_STEPS = 10_000;

/** @throws TypeError or RangeError for an option out of range, before any work starts. */
export function resolveIntegration(options: IntegratedGradientsOptions): ResolvedIntegration {
  const { baseline, baselines } = options;
  const quadrature = oneOf('quadrature', options.quadrature ?? 'gauss-legendre', QUADRATURES);
  const steps = wholeNumber('steps', options.steps ?? 50, quadrature === 'trapezoid' ? 2 : 1, MOST_STEPS);
  if (baselines === undefined) {
    return { steps, quadrature, baselines: [checkBaseline(baseline ?? 0)], several: false };
  }
  if (baseline !== undefined) throw new TypeError('Cannot use both baseline and baselines: give one of them');
  if (!Array.isArray(baselines)) {
    throw new OptionTypeError('baselines', `Cannot use baselines ${String(baselines)}: expected an array of baselines`);
  }
  if (baselines.length === 0) throw new OptionRangeError('baselines', 'Cannot use no baselines: expected at least one');
  return { steps, quadrature, baselines: baselines.map((each) => checkBaseline(each, 'baselines')), several: true };
}

/** The baselines of the image that is asked about, `[h, w, c]` each. Each `noise` among them is a draw of its own. */
export function baselineValues(
  { input, model, seed }: Inquiry<Network>,
  { baselines }: ResolvedIntegration,
): Float32Array[] {
  const seeds = random(seed);
  return baselines.map((baseline) =>
    baselineOf(baseline, input, { range: model.input.range, seed: seeds.integer(0, 2 ** 31 - 1) }),
  );
}

/** As documents say them. */
export function integrationOptions({ steps, quadrature, baselines, several }: ResolvedIntegration) {
  const names = baselines.map(baselineName);
  return { steps, quadrature, ...(several ? { baselines: names } : { baseline: names[0] }) };
}
