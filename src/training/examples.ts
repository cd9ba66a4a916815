import type { NdArray } from '../numeric/nd-array.js';

/** Labelled images to learn from, or to be tested on. */
export interface Examples {
  /** `[n, h, w, c]`, pixels 0..255. */
  readonly images: NdArray<Uint8Array>;
  /** The class index of each image. */
  readonly labels: Uint8Array;
}

/** A labelled data set: what networks are trained on, and what they never saw. */
export interface DataSet {
  /** As documents name it. */
  readonly name: string;
  readonly classes: readonly string[];
  readonly train: Examples;
  readonly test: Examples;
}
