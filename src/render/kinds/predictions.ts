import { finding } from '../../document/finding.js';
import { formatShare } from '../../document/format.js';
import type { PredictionsDocument } from '../../document/kinds/predictions.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { INK, image, LINE, line, MUTED, rect, type Svg, text } from '../svg.js';

type Prediction = PredictionsDocument['result']['images'][number];

const ROW = 68;
const MOST = 24;
const WIDTH = 660;
const LEFT = 350;
const REACH = 220;

/** Each image with its three most probable classes. */
export function predictionsPicture(document: PredictionsDocument): StaticPicture {
  const { images } = document.result;
  const shown = images.slice(0, MOST);
  const rows = shown.map((prediction, i) => row(prediction, document.model.classes, i * ROW));
  const more = images.length - shown.length;
  const note = more > 0 ? text(0, shown.length * ROW + 14, `and ${more} more images`, { size: 12, fill: MUTED }) : '';
  return staticPicture(WIDTH, Math.max(20, shown.length * ROW + (more > 0 ? 20 : 0)), finding(document), [
    ...rows,
    note,
  ]);
}

function row({ name, label, probabilities, thumbnail }: Prediction, classes: readonly string[], top: number): Svg {
  const ranked = probabilities
    .map((probability, index) => ({ probability, label: classes[index] ?? String(index) }))
    .sort((a, b) => b.probability - a.probability);
  const verdict = label === undefined ? '' : label === ranked[0]?.label ? 'right' : `wrong: it is "${label}"`;
  return [
    thumbnail ? image(thumbnail, 0, top + 4, 56, 56) : '',
    text(68, top + 26, name, { size: 13, most: 17 }),
    text(68, top + 44, verdict, { size: 12, fill: MUTED, bold: verdict.startsWith('wrong'), most: 18 }),
    ...ranked.slice(0, 3).map((entry, i) => bar(entry, top + 7 + i * 18, i === 0)),
    line(0, top + ROW - 2.5, WIDTH, top + ROW - 2.5),
  ].join('');
}

function bar(entry: { readonly probability: number; readonly label: string }, top: number, first: boolean): Svg {
  const { probability, label } = entry;
  return [
    text(LEFT - 8, top + 12, label, { size: 12, anchor: 'end', bold: first, most: 24 }),
    rect(LEFT, top + 2, REACH, 12, { fill: LINE, 'fill-opacity': 0.5 }),
    rect(LEFT, top + 2, REACH * probability, 12, { fill: first ? INK : MUTED }),
    text(LEFT + REACH + 10, top + 12, formatShare(probability), { size: 12, mono: true, bold: first }),
  ].join('');
}
