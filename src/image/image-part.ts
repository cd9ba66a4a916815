import type { Image } from './image.js';
import { pngDataUri } from './png.js';

/** PNGs that were made, by the pixels they were made of: several documents of one picture cost one compression. */
const made = new WeakMap<Image['data'], string>();

/**
 * A picture as documents hold it: its pixels as a PNG data URI, which is made when it is first read (an audit explains
 * thousands of images whose documents nobody keeps). Its pixels must not change afterwards.
 */
export function imagePart(image: Image, named = image.name) {
  const { width, height, channels, data } = image;
  return {
    name: named,
    width,
    height,
    get pixels(): string {
      const pixels = made.get(data) ?? pngDataUri({ width, height, channels, data });
      made.set(data, pixels);
      return pixels;
    },
  };
}
