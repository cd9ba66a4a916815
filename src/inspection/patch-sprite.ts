import type { PatchesDocument } from '../document/kinds/patches.js';
import type { Image } from '../image/image.js';
import { pngDataUri } from '../image/png.js';
import { resizeImage } from '../image/resize.js';
import { spriteSheet } from '../image/sprite.js';

/** The longest side of a cell, in pixels: larger regions are shown smaller. */
const MAX_CELL = 96;

export interface PatchSprite {
  readonly sprite: NonNullable<PatchesDocument['result']['sprite']>;
  /** Which cell shows each crop; equal crops share one. */
  readonly cells: readonly number[];
}

/** All crops as one picture, each at the top left of its cell, shrunk by one common `scale` if they are large. */
export function patchSprite(crops: readonly Image[]): PatchSprite {
  const longest = crops.reduce((max, { width, height }) => Math.max(max, width, height), 1);
  const scale = Math.min(1, MAX_CELL / longest);
  const { unique, cells } = shareEqual(crops);
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  const small = unique.map((crop) => resizeImage(crop, scaled(crop.width), scaled(crop.height)));
  const { columns, cellWidth, cellHeight, image } = spriteSheet(small);
  return { sprite: { columns, cellWidth, cellHeight, scale, pixels: pngDataUri(image) }, cells };
}

/** One character a byte: a key of a crop's pixels, at a fraction of what writing out numbers costs. */
const bytesAsText = new TextDecoder('latin1');

function shareEqual(crops: readonly Image[]): { unique: Image[]; cells: number[] } {
  const cellOf = new Map<string, number>();
  const unique: Image[] = [];
  const cells = crops.map((crop) => {
    const key = `${crop.width},${crop.height},${bytesAsText.decode(crop.data)}`;
    const known = cellOf.get(key);
    if (known !== undefined) return known;
    cellOf.set(key, unique.length);
    return unique.push(crop) - 1;
  });
  return { unique, cells };
}
