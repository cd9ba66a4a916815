import type { Image } from '../image/image.js';
import { checkNumber } from './check-option.js';
import type { LabelMap } from './label-map.js';

export interface GridOptions {
  /** Rectangles from top to bottom, a whole number from 1. Default: 7. */
  readonly rows?: number;
  /** Rectangles from left to right, a whole number from 1. Default: 7. */
  readonly columns?: number;
}

/**
 * Cuts the image into equal rectangles, blind to what it shows: the segment of pixel (r, c) is
 * `floor(rows * r / height) * columns + floor(columns * c / width)`.
 *
 * An axis is never cut into more parts than it has pixels.
 * @throws RangeError or TypeError if an option is not a whole number from 1.
 */
export function grid(image: Pick<Image, 'width' | 'height'>, options: GridOptions = {}): LabelMap {
  const { width, height } = image;
  const { rows = 7, columns = 7 } = options;
  checkNumber('grid', 'rows', rows, { from: 1, whole: true });
  checkNumber('grid', 'columns', columns, { from: 1, whole: true });
  const down = Math.min(rows, height);
  const across = Math.min(columns, width);
  const labels = new Int32Array(width * height);
  for (let r = 0, p = 0; r < height; r++) {
    const first = Math.floor((down * r) / height) * across;
    for (let c = 0; c < width; c++) labels[p++] = first + Math.floor((across * c) / width);
  }
  return { width, height, count: down * across, labels };
}
