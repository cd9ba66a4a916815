import { decodeArray } from '../../document/encode.js';
import { finding } from '../../document/finding.js';
import { formatNumber, formatSigned } from '../../document/format.js';
import type { SuperpixelsDocument } from '../../document/kinds/superpixels.js';
import { type Side, sideOf } from '../../document/side.js';
import { pngDataUri } from '../../image/png.js';
import type { LabelMap } from '../../segmentation/label-map.js';
import { outlinePath } from '../../segmentation/outline.js';
import { cssColour, divergingEvidence } from '../colour.js';
import { COLOUR_BAR_HEIGHT, colourBar } from '../colour-bar.js';
import { documentImage, greyValues } from '../document-image.js';
import { regionCentres } from '../region-centres.js';
import { symmetricScale } from '../scale.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { AGAINST, element, FOR, INK, image, LINE, line, MUTED, rect, type Svg, text } from '../svg.js';

/** A region as it is drawn and listed. */
interface Region {
  /** From 1, by falling absolute weight. */
  readonly rank: number;
  readonly segment: number;
  readonly weight: number;
  readonly standardError: number | null;
  readonly side: Side;
  readonly colour: string;
}

/** Regions that are outlined and listed. */
const MOST = 8;
const SIDE = 300;
const ROW = 28;
const WIDTH = 660;
/** Where the list begins, where its bars begin, and how long they are at most. */
const LIST = SIDE + 24;
const MIDDLE = LIST + 122;
const BAR = 48;

/** The picture in grey with the strongest regions outlined (for: solid, against: dashed), and their weights as bars. */
export function superpixelsPicture(document: SuperpixelsDocument): StaticPicture {
  const { result, image: part, target, method } = document;
  const { limit, clippedShare } = symmetricScale(result.weights.map(({ weight }) => weight));
  const shown = regionsShown(document, limit);
  const scale = SIDE / Math.max(part.width, part.height);
  const [width, height] = [part.width * scale, part.height * scale];
  const bottom = Math.max(height, 34 + shown.length * ROW) + 16;
  const unit = `weight, in ${method.options.output === 'logit' ? 'logits' : 'probability'}`;
  return staticPicture(WIDTH, bottom + COLOUR_BAR_HEIGHT, finding(document), [
    greyImage(document, width, height),
    outlines(document, shown, scale),
    list(shown, target.label, result.weights.length),
    colourBar(0, bottom, {
      title: `${unit}; solid outline: for, dashed: against, dotted: unclear`,
      colourAt: (share) => divergingEvidence(2 * share - 1),
      low: -limit,
      high: limit,
      lowWord: 'against',
      highWord: 'for',
      clippedShare,
    }),
  ]);
}

function regionsShown({ result }: SuperpixelsDocument, limit: number): Region[] {
  const { weights } = result;
  return weights
    .slice(0, MOST)
    .filter(({ weight }) => weight !== 0)
    .map((entry, i) => ({
      ...entry,
      rank: i + 1,
      side: sideOf(entry, weights.length),
      colour: cssColour(divergingEvidence(entry.weight / limit)),
    }));
}

/** Lightened, so that outlines stand out on black too. */
function greyImage({ image: part }: SuperpixelsDocument, width: number, height: number): Svg {
  const data = greyValues(documentImage(part)).map((value) => 40 + value * 0.84);
  const uri = pngDataUri({ width: part.width, height: part.height, channels: 1, data });
  return image(uri, 0, 0, width, height, part.width > SIDE / 3);
}

function outlines({ result, image: part }: SuperpixelsDocument, shown: readonly Region[], scale: number): Svg {
  const map = labelMap(decodeArray(result.segments).data, part.width, part.height);
  const centres = regionCentres(map);
  const areas = shown.map(({ segment, colour }) =>
    element('path', { d: outlinePath(map, [segment]), fill: colour, 'fill-opacity': 0.42 }),
  );
  const edges = shown.toReversed().map(({ segment, side }) => edge(outlinePath(map, [segment]), side));
  const badges = shown.map(({ segment, rank }) =>
    badge(centres[segment][0] * scale, centres[segment][1] * scale, rank),
  );
  return element('g', { transform: `scale(${scale})` }, ...areas, ...edges) + badges.join('');
}

function edge(path: string, side: Side): Svg {
  const common = { d: path, fill: 'none', 'vector-effect': 'non-scaling-stroke', 'stroke-linejoin': 'round' };
  const dashes = { for: undefined, against: '7 4', unclear: '1.5 4' }[side];
  const stroke = { for: FOR, against: AGAINST, unclear: '#fff' }[side];
  return (
    element('path', { ...common, stroke: '#111', 'stroke-width': 4.5 }) +
    element('path', { ...common, stroke, 'stroke-width': 2.5, 'stroke-dasharray': dashes })
  );
}

function badge(x: number, y: number, rank: number): Svg {
  return (
    element('circle', { cx: x, cy: y, r: 9.5, fill: '#fff', stroke: '#111' }) +
    text(x, y + 4.3, String(rank), { size: 12, anchor: 'middle', fill: '#111', bold: true })
  );
}

function list(shown: readonly Region[], label: string, total: number): Svg {
  const reach = Math.max(...shown.map(({ weight, standardError }) => Math.abs(weight) + (standardError ?? 0)), 1e-12);
  const bottom = 34 + shown.length * ROW;
  const more = total > shown.length ? `, ${total - shown.length} weaker not shown` : '';
  return [
    text(LIST, 14, `What speaks for and against "${label}"`, { size: 13, bold: true, most: 44 }),
    line(MIDDLE, 26, MIDDLE, bottom, { stroke: MUTED }),
    ...shown.map((region, i) => row(region, 34 + i * ROW, BAR / reach)),
    more && text(LIST, bottom + 14, `strongest first${more}`, { size: 11, fill: MUTED }),
  ].join('');
}

/** One region at height `y`; a weight of 1 is `unit` pixels long. */
function row({ rank, side, weight, standardError, colour }: Region, y: number, unit: number): Svg {
  const length = Math.abs(weight) * unit;
  const end = MIDDLE + weight * unit;
  const error = (standardError ?? 0) * unit;
  const plusMinus = standardError === null ? '' : ` ± ${formatNumber(Number(standardError.toPrecision(2)))}`;
  return [
    text(LIST, y + 14, String(rank), { size: 12, bold: true }),
    text(LIST + 22, y + 14, side, { size: 12 }),
    rect(Math.min(MIDDLE, end), y + 3, length, 14, { fill: colour, stroke: weight < 0 ? AGAINST : FOR }),
    error > 0 ? line(end - error, y + 10, end + error, y + 10, { stroke: INK, 'stroke-width': 1.5 }) : '',
    text(MIDDLE + BAR + 6, y + 14, formatSigned(weight) + plusMinus, { size: 12, mono: true }),
    line(LIST, y + 23.5, WIDTH, y + 23.5, { stroke: LINE, 'stroke-opacity': 0.6 }),
  ].join('');
}

function labelMap(data: ArrayLike<number>, width: number, height: number): LabelMap {
  const labels = Int32Array.from(data);
  return { width, height, labels, count: labels.reduce((most, label) => Math.max(most, label), 0) + 1 };
}
