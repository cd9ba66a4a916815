import { agreementMatrix } from '../document/agreement.js';
import { formatNumber } from '../document/format.js';
import { agreementFinding } from './evidence/agreement-finding.js';
import type { EvidenceDocument } from './evidence/evidence-grid.js';
import { evidencePanel } from './evidence/evidence-panel.js';
import { evidenceUnit, subjectWords } from './evidence/evidence-unit.js';
import { type EvidencePanelPart, panelParts } from './evidence/panel-scales.js';
import { panelTitles } from './evidence/panel-titles.js';
import { type StaticPicture, staticPicture } from './static-picture.js';
import { INK, MUTED, rect, type Svg, text } from './svg.js';

const COLUMNS = 4;
const SIDE = 150;
const STEP = 170;
/** Methods that fit into the table. */
const MOST = 16;
const ROW = 20;
/** Pictures up to this many pixels wide are shown as squares; of larger ones the pixels are averaged, as they are drawn small. */
const SQUARES = 112;

/** What several methods say of one image and class, side by side as one SVG, and how well they agree. */
export function renderComparison(documents: readonly EvidenceDocument[]): StaticPicture {
  const titles = panelTitles(documents);
  const { spearman } = agreementMatrix(documents);
  const parts = panelParts(documents, { averaged: documents[0].image.width > SQUARES });
  const { width, height } = documents[0].image;
  const step = SIDE * Math.min(1, height / width) + 60;
  const bottom = Math.ceil(documents.length / COLUMNS) * step + 10;
  const rows = Math.min(MOST, documents.length);
  const alt = agreementFinding(spearman, titles, subjectWords(documents[0]));
  return staticPicture(660, bottom + 44 + ROW * rows, alt, [
    ...parts.map((part, i) => panel(part, titles[i], i, (i % COLUMNS) * STEP, Math.floor(i / COLUMNS) * step)),
    text(0, bottom + 14, 'Agreement: rank correlation over the pixels', { size: 12, bold: true }),
    agreementTable(spearman, titles, bottom + 24),
    documents.length > MOST
      ? text(0, bottom + 40 + ROW * rows, `and ${documents.length - MOST} more`, { size: 11, fill: MUTED })
      : '',
  ]);
}

function panel(part: EvidencePanelPart, title: string, index: number, x: number, y: number): Svg {
  const { document, detail, scale } = part;
  const { unit, of } = evidenceUnit(document);
  const picture = evidencePanel(document, { detail, paint: { limit: scale.limit }, side: SIDE });
  const under = { size: 10, fill: MUTED, most: 30 };
  return [
    text(x, y + 12, `${index + 1} ${title}`, { size: 12, bold: true, most: 20 }),
    picture.draw(x, y + 18),
    text(x, y + picture.height + 31, `±${formatNumber(scale.limit)} ${unit}, each ${of}`, under),
  ].join('');
}

function agreementTable(spearman: readonly (readonly (number | null)[])[], titles: readonly string[], y: number): Svg {
  const shown = titles.slice(0, MOST);
  const column = Math.min(40, 450 / shown.length);
  return shown
    .map((title, i) => {
      const top = y + ROW * i;
      const cells = shown.map((_, j) => cell(i === j ? undefined : spearman[i][j], 200 + column * j, top, column));
      return text(0, top + 14, `${i + 1} ${title}`, { size: 11, most: 32 }) + cells.join('');
    })
    .join('');
}

function cell(value: number | null | undefined, x: number, y: number, width: number): Svg {
  const words =
    value === undefined
      ? '·'
      : value === null
        ? '–'
        : value
            .toFixed(2)
            .replace(/^-(0\.00)$/, '$1')
            .replace('-', '−');
  return (
    rect(x, y, width - 2, ROW - 2, { fill: INK, 'fill-opacity': Math.max(0, value ?? 0) * 0.34 }) +
    text(x + width - 5, y + 13, words, { size: 10, anchor: 'end', mono: true })
  );
}
