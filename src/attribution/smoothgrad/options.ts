import type { AttributionOptions } from '../inquiry.js';
import { finiteNumber, oneOf, wholeNumber } from '../option-checks.js';
import { OptionTypeError } from '../option-error.js';
import { MOST_SAMPLES } from '../perturbation/sampling-options.js';

export const SMOOTHGRAD_FORMS = ['mean', 'squared', 'variance'] as const;
export type SmoothgradForm = (typeof SMOOTHGRAD_FORMS)[number];

export interface SmoothgradOptions extends AttributionOptions {
  /** How many noisy copies, from 1 (`variance`: from 2); or `auto`: until the strongest values are known. Default: 50. */
  readonly samples?: number | 'auto';
  /** Standard deviation of the noise, as a share of the image's largest minus its smallest value, above 0. Default: 0.15. */
  readonly noise?: number;
  /** What is made of the gradients: their `mean`, the mean of their squares, or their `variance`. Default: `mean`. */
  readonly form?: SmoothgradForm;
  /** With `auto`: how far off the strongest tenth may be, on average, as a share of each value, above 0. Default: 0.2. */
  readonly tolerance?: number;
  /** With `auto`: with which probability a value is no farther off, between 0 and 1. Default: 0.95. */
  readonly confidence?: number;
  /** With `auto`: when to give up, from 2. Default: 1000. */
  readonly maxSamples?: number;
}

/** Names of the method's own options. */
export const SMOOTHGRAD_OPTIONS = ['samples', 'noise', 'form', 'tolerance', 'confidence', 'maxSamples'];

export type ResolvedSmoothgrad = Required<Omit<SmoothgradOptions, keyof AttributionOptions>>;

/** @throws TypeError or RangeError for an option out of range, before any work starts. */
export function resolveSmoothgrad(options: SmoothgradOptions): ResolvedSmoothgrad {
  const form = oneOf('form', options.form ?? 'mean', SMOOTHGRAD_FORMS);
  const between = (value: number) => value > 0 && value < 1;
  const above = (value: number) => value > 0;
  return {
    form,
    samples: samplesOf(options.samples ?? 50, form),
    noise: finiteNumber('noise', options.noise ?? 0.15, 'a share of the input range above 0', above),
    tolerance: finiteNumber('tolerance', options.tolerance ?? 0.2, 'a share above 0', above),
    confidence: finiteNumber('confidence', options.confidence ?? 0.95, 'a number between 0 and 1', between),
    maxSamples: wholeNumber('maxSamples', options.maxSamples ?? 1000, 2),
  };
}

function samplesOf(samples: number | 'auto', form: SmoothgradForm): number | 'auto' {
  if (samples !== 'auto') return wholeNumber('samples', samples, form === 'variance' ? 2 : 1, MOST_SAMPLES);
  if (form !== 'variance') return 'auto';
  throw new OptionTypeError(
    'samples',
    'Cannot use samples "auto" with form "variance": its error is not known, expected a whole number',
  );
}
