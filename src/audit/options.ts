import { METHODS } from '../attribution/methods.js';
import { finiteNumber, oneOf, onlyKnownOptions, wholeNumber } from '../attribution/option-checks.js';
import type { Segmentation } from '../attribution/segments.js';
import type { RunOptions } from '../run-options.js';
import type { EvidenceStore } from './evidence-store.js';

/** What an audit may be told. */
export interface AuditSettings {
  /** How images are explained: a method of regions (`lime`, `kernel-shap`, `ablation`, ...). Default: `lime`. */
  readonly method: string;
  /** Perturbed images for each explanation, for methods that sample. Default: 200. */
  readonly samples: number;
  /** How images are cut into regions. Default: `slic` with `segments`. */
  readonly segmentation: Segmentation | undefined;
  /** About how many regions an image has, from 2. Default: 40. */
  readonly segments: number;
  /** The layer whose activations describe regions. Default: the last with spatial extent; none of a classifier that has no layers. */
  readonly layer: string | undefined;
  /** The most concepts of a class that are put to the test, from 1. Default: 4. */
  readonly concepts: number;
  /** The most images that a concept is tested on, from 2. Default: 24. */
  readonly experimentImages: number;
  /** How often each image's experiment is repeated with other donors and other random regions, from 1. Default: 3. */
  readonly repeats: number;
  /** How often, in all verdicts of an audit together, chance alone may pass for an effect: between 0 and 1. Default: 0.05. */
  readonly errorRate: number;
}

export interface AuditOptions extends Partial<AuditSettings>, RunOptions {
  /** Keeps what was found of each image, so that an audit that was stopped goes on. Default: memory. */
  readonly store?: EvidenceStore;
}

const DEFAULTS: AuditSettings = {
  method: 'lime',
  samples: 200,
  segmentation: undefined,
  segments: 40,
  layer: undefined,
  concepts: 4,
  experimentImages: 24,
  repeats: 3,
  errorRate: 0.05,
};

export interface ResolvedAudit extends AuditSettings {
  readonly seed: number;
}

/**
 * Every option with its value.
 * @throws TypeError or RangeError that names the option.
 */
export function resolveAudit(options: AuditOptions): ResolvedAudit {
  onlyKnownOptions('audit', options, [...Object.keys(DEFAULTS), 'store', 'seed', 'signal', 'onProgress']);
  const given = Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in DEFAULTS && value !== undefined),
  );
  const settings = { ...DEFAULTS, ...given };
  const methods = METHODS.filter(({ kind }) => kind === 'superpixels').map(({ name }) => name);
  oneOf('method', settings.method, methods);
  wholeNumber('samples', settings.samples, 2);
  wholeNumber('segments', settings.segments, 2);
  wholeNumber('concepts', settings.concepts, 1);
  wholeNumber('experimentImages', settings.experimentImages, 2);
  wholeNumber('repeats', settings.repeats, 1);
  finiteNumber('errorRate', settings.errorRate, 'a number between 0 and 1', (value) => value > 0 && value < 1);
  return { ...settings, seed: wholeNumber('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER) };
}
