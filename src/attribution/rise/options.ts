import type { Baseline } from '../baseline.js';
import type { AttributionOptions } from '../inquiry.js';
import { finiteNumber, oneOf, wholeNumber } from '../option-checks.js';
import { checkSampling, type SamplingOptions } from '../perturbation/sampling-options.js';

export const RISE_FORMS = ['centred', 'rise'] as const;
export type RiseForm = (typeof RISE_FORMS)[number];

export interface RiseOptions extends AttributionOptions {
  /** Masked images, from 2; or `auto`: until the map is known well enough. Default: 4000. */
  readonly samples?: number | 'auto';
  /** With `samples: 'auto'`, never more than this. Default: 8000. */
  readonly maxSamples?: number;
  /** With `samples: 'auto'`, how sure of that, for all places together, between 0 and 1. Default: 0.95. */
  readonly confidence?: number;
  /** With `samples: 'auto'`, how far a value may be off, in shares of the largest, from 0. Default: 0.25. */
  readonly tolerance?: number;
  /** Cells of a mask, down and across, or one number for both, from 1: fewer are coarser. Default: 7. */
  readonly cells?: number | readonly [down: number, across: number];
  /** How likely a cell is kept, between 0 and 1. Default: 0.5. */
  readonly keep?: number;
  /**
   * `centred`: how much higher the score is, on average, when a pixel is kept (less the mean over all masks): signed,
   * for and against. `rise`: the paper's map, the mean score itself when the pixel is kept. Default: `centred`.
   */
  readonly form?: RiseForm;
  /**
   * What shows where a mask hides: a number in the network's input units (or one a channel), `mean` colour of the image,
   * `blur`, `noise` (seeded), or values `[1, h, w, c]`. Default: 0.
   */
  readonly baseline?: Baseline;
}

/** Names of the options of RISE beside those that every method takes. */
export const RISE_OPTIONS = [
  ...['samples', 'maxSamples', 'confidence', 'tolerance'],
  ...['cells', 'keep', 'form', 'baseline'],
];

export interface RiseSettings extends SamplingOptions {
  readonly cells: readonly [down: number, across: number];
  readonly keep: number;
  readonly form: RiseForm;
}

/** @throws TypeError or RangeError that names the option. */
export function resolveRise(options: RiseOptions): RiseSettings {
  const { samples = 4000, maxSamples = 8000, confidence = 0.95, tolerance = 0.25 } = options;
  const { cells = 7, keep = 0.5, form = 'centred' } = options;
  checkSampling({ samples, maxSamples, confidence, tolerance });
  const [down, across] = Array.isArray(cells) && cells.length === 2 ? cells : [cells, cells];
  return {
    samples,
    maxSamples,
    confidence,
    tolerance,
    cells: [wholeNumber('cells', down, 1), wholeNumber('cells', across, 1)],
    keep: finiteNumber('keep', keep, 'a number between 0 and 1', (value) => value > 0 && value < 1),
    form: oneOf('form', form, RISE_FORMS),
  };
}
