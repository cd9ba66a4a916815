import { formatNumber } from '../document/format.js';
import type { CurvePart } from '../document/parts.js';
import { curveNames, curvesFinding, curvesOf, type DocumentCurves } from './evidence/evidence-curves.js';
import type { EvidenceDocument } from './evidence/evidence-grid.js';
import { lineOf } from './series.js';
import { type StaticPicture, staticPicture } from './static-picture.js';
import { element, LINE, line, MUTED, type Svg, text } from './svg.js';

const PLOT = { width: 290, height: 190, left: 34, top: 26 };
const ROW = 20;
/** Where the areas are listed. */
const AREAS = 280;
const SMALL = { size: 12, fill: MUTED };

/** The deletion and insertion curves of documents of one image and class, as one SVG, with their areas. */
export function renderCurves(documents: readonly EvidenceDocument[]): StaticPicture {
  const all = curvesOf(documents);
  const names = curveNames(all);
  const bottom = PLOT.top + PLOT.height + 40;
  const rows = all.map((each, i) => legendRow(each, names, i, bottom + 34 + ROW * i));
  const heads = names.map((name, i) => text(AREAS + 190 * i, bottom + 14, `${name}, area`, SMALL));
  return staticPicture(660, bottom + 40 + ROW * (all.length + 1), curvesFinding(all), [
    ...names.slice(0, 2).map((name, i) => plot(all, name, PLOT.left + i * 330)),
    ...(all.length ? heads : []),
    ...rows,
    all.length ? text(0, bottom + 38 + ROW * all.length, 'thin grey: in random order', SMALL) : '',
  ]);
}

function plot(all: readonly DocumentCurves[], name: string, left: number): Svg {
  const own = all.map(({ curves }) => curves.find((curve) => curve.name === name));
  const scores = own.flatMap((curve) => (curve ? [...curve.scores, ...(curve.random?.scores ?? [])] : []));
  const [low, high] = [scores.reduce((a, b) => Math.min(a, b), 0), scores.reduce((a, b) => Math.max(a, b), 0)];
  const y = (score: number) => PLOT.top + PLOT.height * (1 - (score - low) / (high - low || 1));
  const path = (curve: CurvePart, values: readonly number[]) =>
    values
      .map((score, i) => `${i ? 'L' : 'M'}${(left + PLOT.width * curve.shares[i]).toFixed(1)} ${y(score).toFixed(1)}`)
      .join('');
  const bottom = PLOT.top + PLOT.height;
  const drawn = own.map((curve, i) => {
    if (!curve) return '';
    const { colour, dashes } = lineOf(i);
    const random = curve.random
      ? element('path', {
          d: path(curve, curve.random.scores),
          fill: 'none',
          stroke: MUTED,
          'stroke-width': 1,
          'stroke-opacity': 0.6,
        })
      : '';
    const stroke = { stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dashes.svg };
    return random + element('path', { d: path(curve, curve.scores), fill: 'none', ...stroke });
  });
  return [
    text(left, 14, `${name}: score over the share ${name === 'deletion' ? 'hidden' : 'shown'}`, SMALL),
    line(left, PLOT.top, left, bottom, { stroke: LINE }),
    line(left, y(0), left + PLOT.width, y(0), { stroke: LINE }),
    text(left - 4, PLOT.top + 10, formatNumber(high), { size: 11, fill: MUTED, anchor: 'end' }),
    text(left - 4, bottom, formatNumber(low), { size: 11, fill: MUTED, anchor: 'end' }),
    text(left, bottom + 16, '0', { size: 11, fill: MUTED }),
    text(left + PLOT.width, bottom + 16, 'all', { size: 11, fill: MUTED, anchor: 'end' }),
    ...drawn,
  ].join('');
}

function legendRow({ title, curves }: DocumentCurves, names: readonly string[], index: number, y: number): Svg {
  const { colour, dashes } = lineOf(index);
  const areas = names.map((name, i) => {
    const curve = curves.find((each) => each.name === name);
    const random = curve?.random ? ` (random ${formatNumber(curve.random.area)})` : '';
    return text(AREAS + 190 * i, y, curve ? formatNumber(curve.area) + random : '–', {
      size: 11,
      mono: true,
      most: 26,
    });
  });
  return [
    line(0, y - 4, 40, y - 4, { stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dashes.svg }),
    text(50, y, title, { size: 12, most: 34 }),
    ...areas,
  ].join('');
}
