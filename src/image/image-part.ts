import type { Image } from './image.js';
import { pngDataUri } from './png.js';

/** A picture as documents hold it: its pixels as a PNG data URI. */
export function imagePart({ name, width, height, channels, data }: Image, named = name) {
  return { name: named, width, height, pixels: pngDataUri({ width, height, channels, data }) };
}
