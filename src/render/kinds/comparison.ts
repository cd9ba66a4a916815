import { finding } from '../../document/finding.js';
import { formatShape } from '../../document/format.js';
import type { ComparisonDocument } from '../../document/kinds/comparison.js';
import { pngImage } from '../document-image.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { MUTED, type Svg, text } from '../svg.js';
import { tileSheet } from '../tiles.js';
import { patchTile } from './patches.js';

type Layer = ComparisonDocument['result']['layers'][number];

const MOST_LAYERS = 12;
const MOST_UNITS = 8;
const LEFT = 190;
const HEADING = 24;
const ROW = 62;

/** Layer by layer, from input to output, the region that excites each shown unit most. */
export function comparisonPicture(document: ComparisonDocument): StaticPicture {
  const { layers } = document.result;
  const shown = layers.slice(0, MOST_LAYERS);
  const more = layers.length - shown.length;
  const bottom = HEADING + shown.length * ROW;
  return staticPicture(660, bottom + (more > 0 ? 24 : 4), finding(document), [
    text(LEFT, 12, 'the region that excites each of some units most', { size: 12, fill: MUTED }),
    ...shown.map((layer, i) => layerRow(layer, HEADING + i * ROW)),
    more > 0 ? text(LEFT, bottom + 18, `and ${more} more layers`, { size: 12, fill: MUTED }) : '',
  ]);
}

function layerRow(layer: Layer, top: number): Svg {
  const { name, receptiveField, sprite, units } = layer;
  const pixels = sprite && pngImage('sprite', sprite.pixels);
  const tiles = units.slice(0, MOST_UNITS).map(({ patches }) => patchTile(patches[0], layer, pixels));
  return [
    text(0, top + 20, name, { size: 13, bold: true }),
    text(0, top + 38, `sees ${formatShape(receptiveField.size)}`, { size: 12, fill: MUTED }),
    tiles.length > 0
      ? tileSheet(tiles, { columns: MOST_UNITS, side: 50 }).draw(LEFT, top)
      : text(LEFT, top + 30, 'no unit answers', { size: 12, fill: MUTED }),
  ].join('');
}
