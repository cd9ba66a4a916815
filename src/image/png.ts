import { encode } from 'fast-png';
import { toBase64 } from '../base64.js';

/** Pixels to be written: grey, colour, or colour with alpha. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * The picture as a PNG file (W3C PNG, 8 bits a channel).
 * @throws RangeError if the data do not fill the picture.
 */
export function encodePng(picture: PngPicture): Uint8Array {
  const { width, height, channels, data } = picture;
  if (!(width > 0 && height > 0) || data.length !== width * height * channels) {
    throw new RangeError(
      `Cannot write a PNG of ${width} x ${height} pixels and ${channels} channels: got ${data.length} values`,
    );
  }
  return encode({ width, height, channels, depth: 8, data }, { zlib: { level: 6 } });
}

/** The picture as `data:image/png;base64,...`. */
export function pngDataUri(picture: PngPicture): string {
  return `data:image/png;base64,${toBase64(encodePng(picture))}`;
}
