import type { Output } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { RunOptions } from '../../run-options.js';
import { COMMON_OPTIONS } from '../inquiry.js';
import { finiteNumber, oneOf, onlyKnownOptions, wholeNumber } from '../option-checks.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { checkHide, type Hide } from '../perturbation/hide.js';
import { checkSampling } from '../perturbation/sampling-options.js';
import { checkQuestions, type QuestionOptions } from '../question.js';
import type { Segmentation } from '../segments.js';
import { DISTANCES, type Distance, type DistanceName } from '../surrogate/distance.js';
import {
  FEATURE_SELECTIONS,
  type FeatureSelection,
  type FeatureSelectionName,
} from '../surrogate/feature-selection.js';
import { KERNELS, type Kernel, type KernelName } from '../surrogate/kernel.js';
import type { Target } from '../target.js';
import { type LimePreset, PRESETS, presetDefaults } from './presets.js';

/** What LIME itself may be told. */
export interface LimeSettings {
  /** Perturbed images that the model is fitted to, from 2; or `auto`: until the ranking is stable. Default: 1000. */
  readonly samples: number | 'auto';
  /** With `samples: 'auto'`, never more than this. Default: 4000. */
  readonly maxSamples: number;
  /** With `samples: 'auto'`, how many of the largest weights must have settled, from 1. Default: 5. */
  readonly stableTop: number;
  /** With `samples: 'auto'`, how sure of that, between 0 and 1. Default: 0.95. */
  readonly confidence: number;
  /** With `samples: 'auto'`, weights this close (in shares of the largest, from 0) may change places. Default: 0.15. */
  readonly tolerance: number;
  /** Whether the image itself is the first sample. Default: true. */
  readonly includeOriginal: boolean;
  /**
   * How the image is cut into regions: `quickshift`, `slic`, `felzenszwalb`, `grid`, one of them with its options
   * (`{method: 'slic', segments: 40}`), a label map of the network's input size, or a function. Default: `quickshift`
   * with lime's kernel size 4, maximal distance 200 and ratio 0.2; where a side is below 64 pixels, `slic` with 40
   * segments and sigma 0.5 (and a named `quickshift` has kernel size 1).
   */
  readonly segmentation: Segmentation | undefined;
  /** About how many regions, from 1; for `slic` (the default then) and `grid`. Default: the method's own. */
  readonly segments: number | undefined;
  /**
   * What a hidden region shows: `own-mean` colour, `image-mean` colour, `blur`, `noise` (seeded, uniform over the input's
   * range), or a number in the network's input units (or one a channel). Default: `own-mean`.
   */
  readonly hide: Hide;
  /** With `hide: 'blur'`, its standard deviation in pixels, above 0. Default: a tenth of the longer side. */
  readonly blurSigma: number | undefined;
  /**
   * How far a sample is from the image: `cosine` or `euclidean` of the 0/1 vectors of regions, `cosine-pixels` or
   * `euclidean-pixels` of the values in the network's input units, or a function. Default: `cosine`.
   */
  readonly distance: DistanceName | Distance;
  /**
   * What weight a distance gives: `exponential` is `sqrt(exp(-d^2 / width^2))`, `gaussian` is `exp(-d^2 / width^2)`,
   * `uniform` is 1, or a function. Default: `exponential`.
   */
  readonly kernel: KernelName | Kernel;
  /** In units of the distance, above 0. Default: 0.25. */
  readonly kernelWidth: number;
  /** How the regions of the local model are chosen, see `featureSelectionBy`, or a function. Default: `auto`. */
  readonly featureSelection: FeatureSelectionName | FeatureSelection;
  /** The most regions that the local model may have, from 1. Default: 100000, that is all. */
  readonly features: number;
  /** What is fitted. Default: `ridge`. */
  readonly regression: 'ridge' | 'lasso';
  /** Its penalty, from 0. Default: 1 of a ridge, 0.01 of a lasso. */
  readonly alpha: number | undefined;
  /** Which score is explained. Default: `probability`. */
  readonly output: Output;
  /** Another class, whose score is subtracted: what speaks for the one and against the other. Default: none. */
  readonly against: Target | undefined;
  /** Images a batch, from 1. Default: as many as fit 16 MB, at most 256. Does not change the result. */
  readonly batch: number | undefined;
}

export interface LimeOptions extends Partial<LimeSettings>, Omit<QuestionOptions, 'against'>, RunOptions {
  /** Defaults of another library: `marcotcr`, `captum` or `xplique`, see `presetDefaults`. Default: none. */
  readonly preset?: LimePreset;
}

const DEFAULTS: LimeSettings = {
  samples: 1000,
  maxSamples: 4000,
  stableTop: 5,
  confidence: 0.95,
  tolerance: 0.15,
  includeOriginal: true,
  segmentation: undefined,
  segments: undefined,
  hide: 'own-mean',
  blurSigma: undefined,
  distance: 'cosine',
  kernel: 'exponential',
  kernelWidth: 0.25,
  featureSelection: 'auto',
  features: 100_000,
  regression: 'ridge',
  alpha: undefined,
  output: 'probability',
  against: undefined,
  batch: undefined,
};

/** Names of the options that are LIME's own. */
export const LIME_OPTIONS = [...Object.keys(DEFAULTS), 'preset'];

export interface ResolvedLime extends LimeSettings {
  readonly preset: LimePreset | null;
  readonly alpha: number;
  readonly blurSigma: number;
  readonly batch: number;
  readonly seed: number;
}

/**
 * Every option with its value, for an image `[1, h, w, c]`: given, of the preset, or the default. Checked before any work starts.
 * @throws TypeError or RangeError that names the option.
 */
export function resolveLime(options: LimeOptions, { shape: [, height, width, channels] }: NdArray): ResolvedLime {
  onlyKnownOptions('lime', options, [...LIME_OPTIONS, ...COMMON_OPTIONS]);
  const preset = options.preset === undefined ? null : oneOf('preset', options.preset, PRESETS);
  const given = Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in DEFAULTS && value !== undefined),
  );
  const settings = { ...DEFAULTS, ...(preset === null ? {} : presetDefaults(preset, channels)), ...given };
  // A number of segments asks for a method that takes one, unless the caller named a method.
  if (options.segments !== undefined && options.segmentation === undefined) settings.segmentation = undefined;
  // A penalty means another thing in another regression.
  if (options.regression !== undefined && options.alpha === undefined) settings.alpha = undefined;
  checkSettings(settings);
  checkQuestions(options);
  return {
    ...settings,
    preset,
    blurSigma: settings.blurSigma ?? Math.max(height, width) / 10,
    batch: settings.batch ?? defaultBatch(height * width * channels),
    alpha: settings.alpha ?? (settings.regression === 'ridge' ? 1 : 0.01),
    seed: wholeNumber('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER),
  };
}

function checkSettings(settings: LimeSettings): void {
  const above0 = (value: number) => value > 0;
  checkSampling(settings);
  wholeNumber('stableTop', settings.stableTop, 1);
  if (settings.segments !== undefined) wholeNumber('segments', settings.segments, 1);
  checkHide(settings.hide);
  if (settings.blurSigma !== undefined) finiteNumber('blurSigma', settings.blurSigma, 'a number above 0', above0);
  const orFunction = ' or a function';
  if (typeof settings.distance !== 'function') oneOf('distance', settings.distance, DISTANCES, orFunction);
  if (typeof settings.kernel !== 'function') oneOf('kernel', settings.kernel, KERNELS, orFunction);
  finiteNumber('kernelWidth', settings.kernelWidth, 'a number above 0', above0);
  if (typeof settings.featureSelection !== 'function') {
    oneOf('featureSelection', settings.featureSelection, FEATURE_SELECTIONS, orFunction);
  }
  wholeNumber('features', settings.features, 1);
  oneOf('regression', settings.regression, ['ridge', 'lasso']);
  if (settings.alpha !== undefined) finiteNumber('alpha', settings.alpha, 'a number from 0', (value) => value >= 0);
  oneOf('output', settings.output, ['probability', 'logit']);
  if (settings.batch !== undefined) wholeNumber('batch', settings.batch, 1);
}
