import type { InputSpec } from '../image/input-spec.js';
import type { NdArray } from '../numeric/nd-array.js';

/** Which scores: `probability` after the last softmax or sigmoid, `logit` before it. */
export type Output = 'probability' | 'logit';

export interface PredictOptions {
  /** Default: `probability`. */
  readonly output?: Output;
  readonly signal?: AbortSignal;
}

/** `[n, classes]`, or one array of class scores an image. */
export type Scores = NdArray | readonly (readonly number[])[];

/** Any image classifier at all: a network, a remote service, a function. */
export interface Predictor {
  /** Class scores of each image of `batch`, `[n, h, w, c]` in the classifier's input units. */
  predict(batch: NdArray, options?: PredictOptions): Scores | Promise<Scores>;
  readonly name?: string;
  /** SHA-256 of topology and weights, where there are any. */
  readonly fingerprint?: string;
  readonly classes?: readonly string[];
  /** Default: any size and channels, pixels 0..255 become 0..1. */
  readonly input?: InputSpec;
  /** What executes it, as documents name it. */
  readonly engine?: string;
  /** The kinds of score that `predict` can give. Default: `['probability']`. */
  readonly outputs?: readonly Output[];
  /** Whether it may be given a batch while it is still at work on another. Default: no. */
  readonly concurrent?: boolean;
}
