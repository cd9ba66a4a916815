import type { Image } from './image.js';
import { withChannels } from './prepare-input.js';
import { resizeImage } from './resize.js';

export interface SpriteOptions {
  /** Size of a cell in pixels. Default: the largest picture's. */
  readonly cellWidth?: number;
  readonly cellHeight?: number;
  /** Cells a row. Default: as many as make the sheet about square. */
  readonly columns?: number;
}

/** Many small pictures as one. */
export interface SpriteSheet {
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly image: Image;
}

/**
 * Lays pictures into the cells of one sheet, row by row, each at its cell's top left; one that is larger than its cell is
 * shrunk to fit, keeping its aspect ratio. Grey if every picture is grey. Empty space is white.
 * @throws RangeError if there is no picture, or a size is not a whole number above 0.
 */
export function spriteSheet(images: readonly Image[], options: SpriteOptions = {}): SpriteSheet {
  if (images.length === 0) throw new RangeError('Cannot make a sprite of no images: expected at least one');
  const {
    cellWidth = Math.max(...images.map((image) => image.width)),
    cellHeight = Math.max(...images.map((image) => image.height)),
    columns = Math.min(images.length, Math.ceil(Math.sqrt((images.length * cellHeight) / cellWidth))),
  } = options;
  if (![cellWidth, cellHeight, columns].every((n) => Number.isSafeInteger(n) && n > 0)) {
    throw new RangeError(
      `Cannot make a sprite of ${columns} columns of ${cellWidth} x ${cellHeight} pixels: expected whole numbers above 0`,
    );
  }
  const channels = images.every((image) => image.channels === 1) ? 1 : 3;
  const width = columns * cellWidth;
  const height = Math.ceil(images.length / columns) * cellHeight;
  const data = new Uint8ClampedArray(width * height * channels).fill(255);
  images.forEach((image, i) => {
    const cell = withChannels(fitted(image, cellWidth, cellHeight), channels);
    const left = (i % columns) * cellWidth;
    const top = Math.floor(i / columns) * cellHeight;
    const row = cell.width * channels;
    for (let y = 0; y < cell.height; y++) {
      data.set(cell.data.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * channels);
    }
  });
  return { columns, cellWidth, cellHeight, image: { name: 'sprite', width, height, channels, data } };
}

/** A picture that is larger than this shrunk to fit, keeping its aspect ratio; any other as it is. */
export function fitted(image: Image, width: number, height: number): Image {
  const scale = Math.min(1, width / image.width, height / image.height);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return resizeImage(image, side(image.width), side(image.height));
}
