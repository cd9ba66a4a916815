import { wholeNumber } from '../option-checks.js';
import { REGION_OPTIONS, type RegionOptions } from '../perturbation/region-study.js';
import { checkSampling, type SamplingOptions } from '../perturbation/sampling-options.js';

export interface KernelShapOptions extends RegionOptions {
  /**
   * Coalitions of regions that are scored, from 2 (taken in pairs), beside the image and its baseline; or `auto`: until the
   * ranking is stable. Default: 2048 and two a region, as shap has it; never more than there are.
   */
  readonly samples?: number | 'auto';
  /** With `samples: 'auto'`, never more than this. Default: 8192. */
  readonly maxSamples?: number;
  /** With `samples: 'auto'`, how many of the largest weights must have settled, from 1. Default: 5. */
  readonly stableTop?: number;
  /** With `samples: 'auto'`, how sure of that, between 0 and 1. Default: 0.95. */
  readonly confidence?: number;
  /** With `samples: 'auto'`, weights this close (in shares of the largest, from 0) may change places. Default: 0.15. */
  readonly tolerance?: number;
  /** The most regions that get a weight, from 1: chosen by the lasso. Default: all. */
  readonly features?: number;
}

/** Names of the options of KernelSHAP beside those that every method takes. */
export const KERNEL_SHAP_OPTIONS = [
  ...REGION_OPTIONS,
  'samples',
  'maxSamples',
  'stableTop',
  'confidence',
  'tolerance',
  'features',
];

export interface KernelShapSettings extends SamplingOptions {
  readonly stableTop: number;
  readonly features: number | undefined;
}

/** @throws TypeError or RangeError that names the option. */
export function resolveKernelShap(options: KernelShapOptions): (regions: number) => KernelShapSettings {
  const { maxSamples = 8192, stableTop = 5, confidence = 0.95, tolerance = 0.15, features } = options;
  const settings = (samples: number | 'auto') => ({ samples, maxSamples, stableTop, confidence, tolerance, features });
  checkSampling(settings(options.samples ?? 'auto'));
  wholeNumber('stableTop', stableTop, 1);
  if (features !== undefined) wholeNumber('features', features, 1);
  return (regions) => settings(options.samples ?? 2048 + 2 * regions);
}
