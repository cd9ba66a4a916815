/** Asked of whoever runs classifiers in this page: bubbles up from an element, with a `LiveQuestion` as its detail. */
export const LIVE_QUESTION = 'convlens-predict';

/** Said on the window by whoever runs classifiers, when it is there. */
export const LIVE_READY = 'convlens-live';

/** What does the classifier say of an image without some of its regions? */
export interface LiveQuestion {
  /** The classifier's, as documents have it. */
  readonly fingerprint: string | null;
  /** Name of the image. */
  readonly image: string;
  /** Region of each pixel, `[h, w]`. */
  readonly labels: ArrayLike<number>;
  readonly removed: ReadonlySet<number>;
  /**
   * Images whose pixels take the place of what is removed, as far as they are there and of this size: the answer is the mean
   * over them. Without any, the mean colour of the data set does.
   */
  readonly donors: readonly string[];
  /** Set by who answers; left alone where nobody can. */
  answer?: Promise<LiveAnswer>;
  /** Why this image cannot be asked about, as a sentence: set by who runs the classifier, in the place of an answer. */
  refusal?: string;
}

/** Probability of every class, of the whole image and without what was removed. */
export interface LiveAnswer {
  readonly classes: readonly string[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** How many donors there were; 0: a mean colour. */
  readonly donors: number;
  /** What ran it. */
  readonly engine: string;
}
