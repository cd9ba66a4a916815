import { finding } from '../../document/finding.js';
import { formatShape, formatSigned } from '../../document/format.js';
import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { Rgb } from '../colour.js';
import { COLOUR_BAR_HEIGHT, colourBar } from '../colour-bar.js';
import { documentImage } from '../document-image.js';
import { scaledValues, smoothWords, usualDetail } from '../evidence/drawn-evidence.js';
import { paintedOver } from '../evidence/evidence-paint.js';
import { evidencePanel } from '../evidence/evidence-panel.js';
import { evidenceUnit, subjectWords } from '../evidence/evidence-unit.js';
import { symmetricScale } from '../scale.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { MUTED, type Svg, text } from '../svg.js';
import { type Tile, tileSheet } from '../tiles.js';

const SIDE = 310;
const RIGHT = SIDE + 30;
const SMALL = { size: 12, fill: MUTED };
/** The grey that the legend's colours are laid over. */
const UNDER: Rgb = [214, 214, 214];

/** The picture, and beside it in grey with the evidence of its pixels (summed over colour channels) or of a layer's cells. */
export function attributionPicture(document: AttributionDocument): StaticPicture {
  const detail = usualDetail(document);
  const scale = symmetricScale(scaledValues(document, detail));
  const paint = { limit: scale.limit };
  const level = detail === 'smooth' ? scale.limit / 2 : 0;
  const picture = tileSheet([pictureTile(document)], { columns: 1, side: SIDE });
  const evidence = evidencePanel(document, { detail, paint, level, side: SIDE });
  const bottom = 22 + Math.max(picture.height, evidence.height) + 14;
  const notes = notesOf(document, level);
  return staticPicture(660, bottom + COLOUR_BAR_HEIGHT + 18 * notes.length, finding(document), [
    text(0, 12, 'the image', SMALL),
    text(RIGHT, 12, panelTitle(document), { ...SMALL, most: 48 }),
    picture.draw(0, 22),
    evidence.draw(RIGHT, 22),
    legend(document, bottom, scale),
    ...notes.map((note, i) => text(0, bottom + COLOUR_BAR_HEIGHT + 14 + 18 * i, note, SMALL)),
  ]);
}

function panelTitle({ result }: AttributionDocument): string {
  const grid = formatShape(result.values.shape.slice(0, 2));
  return result.layer === undefined ? 'evidence of each pixel' : `evidence in ${result.layer}, ${grid} cells`;
}

function notesOf(document: AttributionDocument, level: number): string[] {
  if (!(level > 0)) return [];
  const outlines = `solid outline: for, from ${formatSigned(level)}; dashed: against, from ${formatSigned(-level)}`;
  return [`${outlines}; ${smoothWords(document)}`];
}

function legend(
  document: AttributionDocument,
  y: number,
  { limit, clippedShare }: ReturnType<typeof symmetricScale>,
): Svg {
  return colourBar(0, y, {
    title: `evidence for ${subjectWords(document)} in ${evidenceUnit(document).unit}`,
    colourAt: (share) => paintedOver((2 * share - 1) * limit, { limit }, UNDER),
    low: -limit,
    high: limit,
    lowWord: 'against',
    highWord: 'for',
    clippedShare,
  });
}

function pictureTile({ image }: AttributionDocument): Tile {
  const { width, height, channels, data } = documentImage(image);
  const colourAt = (row: number, column: number): Rgb => {
    const at = (row * width + column) * channels;
    return channels === 3 ? [data[at], data[at + 1], data[at + 2]] : [data[at], data[at], data[at]];
  };
  return { width, height, colourAt };
}
