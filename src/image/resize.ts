import { type ResizeOptions, resizeValues } from '../numeric/resize-values.js';
import type { Image } from './image.js';

export { type ResizeMethod, type ResizeOptions, resizeValues } from '../numeric/resize-values.js';

/**
 * The picture at another size.
 *
 * Separable triangle filter with half-pixel centres; its support grows with the shrink factor and its weights are
 * normalised at the border: the definition of Pillow's BILINEAR, rounded once at the end (Pillow rounds after each axis).
 * @throws RangeError if a side is not a whole number above 0.
 */
export function resizeImage(image: Image, width: number, height: number, options: ResizeOptions = {}): Image {
  if (width === image.width && height === image.height) return image;
  const values = resizeValues(image.data, [image.height, image.width, image.channels], height, width, options);
  return { ...image, width, height, data: new Uint8ClampedArray(values) };
}
