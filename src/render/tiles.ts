import { pngDataUri } from '../image/png.js';
import { resizeImage } from '../image/resize.js';
import type { Rgb } from './colour.js';
import { image, type Svg } from './svg.js';

/** A small picture among others. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly colourAt: (row: number, column: number) => Rgb;
  /** How much of it is shown, from its top left. Default: all. */
  readonly shown?: { readonly width: number; readonly height: number };
}

export interface TileOptions {
  readonly columns: number;
  /** How many pixels the longer side of a tile takes on the page at most. */
  readonly side: number;
  /** Pixels between tiles. */
  readonly gap?: number;
}

export interface TileSheet {
  readonly uri: string;
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Where a tile's top left is. */
  readonly place: (index: number) => readonly [x: number, y: number];
  /** The sheet with its top left at `x`, `y`. */
  readonly draw: (x: number, y: number) => Svg;
}

/** Tiles of one size in rows, as one picture with nothing between them. Small tiles are enlarged by whole factors, large ones are averaged. */
export function tileSheet(tiles: readonly Tile[], { columns, side, gap = 6 }: TileOptions): TileSheet {
  const pictures = tiles.map((tile) => pictureOf(tile, side));
  const [cellWidth, cellHeight] = [
    Math.max(1, ...pictures.map(({ width }) => width)),
    Math.max(1, ...pictures.map(({ height }) => height)),
  ];
  const across = Math.max(1, Math.min(columns, tiles.length));
  const down = Math.max(1, Math.ceil(tiles.length / across));
  const width = across * (cellWidth + gap) - gap;
  const height = down * (cellHeight + gap) - gap;
  const place = (index: number) =>
    [(index % across) * (cellWidth + gap), Math.floor(index / across) * (cellHeight + gap)] as const;
  const data = new Uint8Array(width * height * 4);
  for (const [index, picture] of pictures.entries()) {
    const { width: whole, shown } = tiles[index];
    const scale = picture.width / whole;
    paste(picture, data, width, place(index), shown && { width: shown.width * scale, height: shown.height * scale });
  }
  const uri = pngDataUri({ width, height, channels: 4, data });
  return { uri, width, height, cellWidth, cellHeight, place, draw: (x, y) => image(uri, x, y, width, height) };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

function pictureOf({ width, height, colourAt }: Tile, side: number): Pixels {
  const factor = Math.max(1, Math.floor(side / Math.max(width, height)));
  const data = new Uint8ClampedArray(width * height * factor * factor * 3);
  for (let y = 0; y < height * factor; y++) {
    for (let x = 0; x < width * factor; x++) {
      data.set(colourAt(Math.floor(y / factor), Math.floor(x / factor)), (y * width * factor + x) * 3);
    }
  }
  const picture = { name: 'tile', width: width * factor, height: height * factor, channels: 3 as const, data };
  const shrink = side / Math.max(width, height);
  if (shrink >= 1) return picture;
  return resizeImage(picture, Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink)));
}

function paste(
  { width, height, data }: Pixels,
  sheet: Uint8Array,
  sheetWidth: number,
  [left, top]: readonly [number, number],
  shown: { readonly width: number; readonly height: number } = { width, height },
) {
  for (let y = 0; y < Math.min(height, Math.round(shown.height)); y++) {
    for (let x = 0; x < Math.min(width, Math.round(shown.width)); x++) {
      const to = ((top + y) * sheetWidth + left + x) * 4;
      sheet.set(data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3), to);
      sheet[to + 3] = 255;
    }
  }
}
