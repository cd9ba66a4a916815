import { finding } from '../../document/finding.js';
import { formatNumber } from '../../document/format.js';
import type { PatchesDocument } from '../../document/kinds/patches.js';
import type { Image } from '../../image/image.js';
import type { Rgb } from '../colour.js';
import { pngImage } from '../document-image.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { MUTED, type Svg, text } from '../svg.js';
import { type Tile, tileSheet } from '../tiles.js';

type Result = PatchesDocument['result'];
type Patch = Result['units'][number]['patches'][number];

const MOST_UNITS = 12;
const MOST_PATCHES = 9;
const LEFT = 150;
const HEADING = 24;
const BLANK: Rgb = [238, 238, 236];

/** For each unit the regions that excite it most, strongest first. */
export function patchesPicture(document: PatchesDocument): StaticPicture {
  const { result } = document;
  const units = result.units.slice(0, MOST_UNITS);
  const most = Math.max(1, ...units.map(({ patches }) => Math.min(MOST_PATCHES, patches.length)));
  const sprite = result.sprite && pngImage('sprite', result.sprite.pixels);
  const tiles = units.flatMap(({ patches }) =>
    Array.from({ length: most }, (_, i) => patchTile(patches[i], result, sprite)),
  );
  const sheet = tileSheet(tiles, { columns: most, side: 50 });
  const labels = units.map(({ unit, patches }, i) => unitLabel(unit, patches, HEADING + sheet.place(i * most)[1]));
  const more = result.units.length - units.length;
  const bottom = HEADING + sheet.height;
  return staticPicture(660, bottom + (more > 0 ? 24 : 4), finding(document), [
    text(LEFT, 12, 'strongest first', { size: 12, fill: MUTED }),
    sheet.draw(LEFT, HEADING),
    ...labels,
    more > 0 ? text(LEFT, bottom + 18, `and ${more} more units`, { size: 12, fill: MUTED }) : '',
  ]);
}

function unitLabel(unit: number, patches: readonly Patch[], top: number): Svg {
  const [strongest, weakest] = [patches[0], patches[patches.length - 1]];
  const range = strongest ? `${formatNumber(strongest.activation)} to ${formatNumber(weakest.activation)}` : 'nothing';
  return (
    text(0, top + 20, `unit ${unit}`, { size: 13, bold: true }) +
    text(0, top + 38, range, { size: 12, fill: MUTED, mono: true })
  );
}

/** A region as a tile, at the top left of its receptive field; blank where there is no picture of it. */
export function patchTile(
  patch: Patch | undefined,
  { sprite }: Pick<Result, 'sprite'>,
  pixels: Image | undefined,
): Tile {
  if (patch?.cell === undefined || !sprite || !pixels) return { width: 1, height: 1, colourAt: () => BLANK };
  const { columns, cellWidth, cellHeight, scale = 1 } = sprite;
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  const [left, top] = [(patch.cell % columns) * cellWidth, Math.floor(patch.cell / columns) * cellHeight];
  const { channels, width, data } = pixels;
  return {
    width: cellWidth,
    height: cellHeight,
    shown: { width: scaled(patch.box.width), height: scaled(patch.box.height) },
    colourAt: (row, column) => {
      const at = ((top + row) * width + left + column) * channels;
      return channels === 3 ? [data[at], data[at + 1], data[at + 2]] : [data[at], data[at], data[at]];
    },
  };
}
