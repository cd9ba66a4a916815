import type { NdArray } from '../numeric/nd-array.js';

/** A decoded picture: rows of 8-bit values 0..255, channels last, grey (1) or sRGB (3). Alpha was laid over white. */
export interface Image {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** `[height, width, channels]`, row-major. */
  readonly data: Uint8ClampedArray;
}

/** What an analysis takes: a picture, or a network input `[1, h, w, c]` (or `[h, w, c]`) that is fed as it is. */
export type ImageInput = Image | (NdArray & { readonly name?: string });

/** Whether this is a picture (and not a network input that is fed as it is). */
export function isImage(image: ImageInput): image is Image {
  return 'width' in image;
}
