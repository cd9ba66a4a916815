import { convertIndexedToRgb, decode } from 'fast-png';
import { fromBase64 } from '../base64.js';
import { decodeArray } from '../document/encode.js';
import type { ImagePart } from '../document/parts.js';
import type { Image } from '../image/image.js';

/**
 * The picture in a document as pixels, without a DOM.
 * @throws Error if its PNG cannot be decoded.
 */
export function documentImage({ name, pixels }: Pick<ImagePart, 'name' | 'pixels'>): Image {
  if (typeof pixels === 'string') return pngImage(name, pixels);
  const { shape, data } = decodeArray(pixels);
  return imageOf(name, shape[1], shape[0], shape[2] ?? 1, data, 8);
}

/**
 * The pixels of a PNG data URI.
 * @throws Error if it cannot be decoded.
 */
export function pngImage(name: string, uri: string): Image {
  try {
    const png = decode(fromBase64(uri.slice(uri.indexOf(',') + 1)));
    const { width, height, palette, depth } = png;
    if (palette) return imageOf(name, width, height, palette[0]?.length ?? 3, convertIndexedToRgb(png), 8);
    return imageOf(name, width, height, png.channels, png.data, depth);
  } catch (error) {
    throw new Error(`Cannot decode the picture "${name}" of a document: ${(error as Error).message}`);
  }
}

/** 8 bits, grey or colour; alpha is laid over white. */
function imageOf(
  name: string,
  width: number,
  height: number,
  given: number,
  values: ArrayLike<number>,
  depth: number,
): Image {
  const channels = given >= 3 ? 3 : 1;
  const hasAlpha = given === 2 || given === 4;
  const white = 2 ** depth - 1;
  const data = new Uint8ClampedArray(width * height * channels);
  for (let at = 0; at < width * height; at++) {
    const alpha = hasAlpha ? values[at * given + given - 1] / white : 1;
    for (let c = 0; c < channels; c++) {
      data[at * channels + c] = ((values[at * given + c] / white) * alpha + 1 - alpha) * 255;
    }
  }
  return { name, width, height, channels, data };
}

/** Brightness of each pixel, 0..255 (Rec. 601). */
export function greyValues({ channels, data, width, height }: Image): Uint8ClampedArray {
  if (channels === 1) return data;
  return Uint8ClampedArray.from(
    { length: width * height },
    (_, at) => 0.299 * data[3 * at] + 0.587 * data[3 * at + 1] + 0.114 * data[3 * at + 2],
  );
}
