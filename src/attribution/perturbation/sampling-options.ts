import { finiteNumber, wholeNumber } from '../option-checks.js';

/** How many perturbed images a method takes. */
export interface SamplingOptions {
  readonly samples: number | 'auto';
  readonly maxSamples: number;
  readonly confidence: number;
  readonly tolerance: number;
}

/** More samples than this of one image are a mistake: they would take days, and their design gigabytes. */
export const MOST_SAMPLES = 1_000_000;

/** @throws TypeError or RangeError that names the option. */
export function checkSampling({ samples, maxSamples, confidence, tolerance }: SamplingOptions): void {
  if (samples !== 'auto') wholeNumber('samples', samples, 2, MOST_SAMPLES);
  wholeNumber('maxSamples', maxSamples, 2, MOST_SAMPLES);
  finiteNumber('confidence', confidence, 'a number between 0 and 1', (value) => value > 0 && value < 1);
  finiteNumber('tolerance', tolerance, 'a number from 0', (value) => value >= 0);
}
