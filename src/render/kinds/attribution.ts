import { decodeArray } from '../../document/encode.js';
import { finding } from '../../document/finding.js';
import { formatShape } from '../../document/format.js';
import type { AttributionDocument } from '../../document/kinds/attribution.js';
import { divergingEvidence, type Rgb } from '../colour.js';
import { COLOUR_BAR_HEIGHT, colourBar } from '../colour-bar.js';
import { documentImage } from '../document-image.js';
import { symmetricScale } from '../scale.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { MUTED, text } from '../svg.js';
import { type Tile, tileSheet } from '../tiles.js';

const SIDE = 300;

/** The picture, and beside it the evidence of its pixels (summed over colour channels) or of a layer's cells. */
export function attributionPicture(document: AttributionDocument): StaticPicture {
  const { shape, data } = decodeArray(document.result.values);
  const values = overChannels(shape, data);
  const { limit, clippedShare } = symmetricScale(values);
  const map: Tile = {
    width: shape[1],
    height: shape[0],
    colourAt: (row, column) => divergingEvidence(limit ? values[row * shape[1] + column] / limit : 0),
  };
  const [picture, evidence] = [pictureTile(document), map].map((tile) => tileSheet([tile], { columns: 1, side: SIDE }));
  const bottom = 22 + Math.max(picture.height, evidence.height) + 14;
  const { layer } = document.result;
  const grid = formatShape(shape.slice(0, 2));
  return staticPicture(660, bottom + COLOUR_BAR_HEIGHT, finding(document), [
    text(0, 12, 'the image', { size: 12, fill: MUTED }),
    text(SIDE + 30, 12, layer ? `evidence in ${layer}, ${grid} cells` : 'evidence of each pixel', {
      size: 12,
      fill: MUTED,
    }),
    picture.draw(0, 22),
    evidence.draw(SIDE + 30, 22),
    colourBar(0, bottom, {
      title: `evidence for "${document.target.label}"`,
      colourAt: (share) => divergingEvidence(2 * share - 1),
      low: -limit,
      high: limit,
      lowWord: 'against',
      highWord: 'for',
      clippedShare,
    }),
  ]);
}

function pictureTile({ image }: AttributionDocument): Tile {
  const { width, height, channels, data } = documentImage(image);
  const colourAt = (row: number, column: number): Rgb => {
    const at = (row * width + column) * channels;
    return channels === 3 ? [data[at], data[at + 1], data[at + 2]] : [data[at], data[at], data[at]];
  };
  return { width, height, colourAt };
}

function overChannels([height, width, channels = 1]: readonly number[], data: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(height * width);
  for (let at = 0; at < data.length; at++) sums[Math.floor(at / channels)] += data[at];
  return sums;
}
