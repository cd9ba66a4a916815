/** What a classifier wants to be fed. `null` means: any. */
export interface InputSpec {
  readonly height: number | null;
  readonly width: number | null;
  readonly channels: number | null;
  /** What the pixel values 0 and 255 become. */
  readonly range: readonly [low: number, high: number];
}

/** What is assumed of a classifier that says nothing about its input. */
export const ANY_INPUT: InputSpec = { height: null, width: null, channels: null, range: [0, 1] };
