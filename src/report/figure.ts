import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import { finding, methodLine } from '../document/finding.js';
import { stringifyDocuments } from '../document/parse.js';
import { renderDocument } from '../render/render-document.js';
import { escapeMarkup } from '../render/svg.js';
import type { Figure } from './groups.js';
import { jsonSafe } from './scripts.js';

/** The kinds that an element shows; the others are static pictures. */
const ELEMENTS: Partial<Record<DocumentKind, string>> = {
  superpixels: 'convlens-superpixels',
  attribution: 'convlens-attribution',
  filters: 'convlens-filters',
  activations: 'convlens-activations',
  patches: 'convlens-patches',
  network: 'convlens-network',
  predictions: 'convlens-predictions',
  training: 'convlens-training',
};

const WITH_CHARTS: readonly DocumentKind[] = ['superpixels', 'activations', 'training'];

/** Whether the element of one of these figures draws a chart. */
export function drawsCharts(figures: readonly Figure[]): boolean {
  return figures.some(({ kind }) => WITH_CHARTS.includes(kind));
}

/** An element with its documents, and in it the same as still pictures, which readers without scripts see. */
export function figureMarkup({ kind, documents }: Figure): string {
  const still = documents.map(stillFigure).join('\n');
  const tag = ELEMENTS[kind];
  if (!tag) return still;
  const json = jsonSafe(stringifyDocuments(documents).trim());
  return `<${tag} class="live">\n<script type="application/json">${json}</script>\n${still}\n</${tag}>`;
}

function stillFigure(document: ConvlensDocument): string {
  const { quality } = document;
  const doubt = quality.trustworthy === false ? '<strong>Do not trust this result.</strong> ' : '';
  const quoted = quality.sentences.map(escapeMarkup).join(' ');
  const method = methodLine(document);
  return `<figure class="still">
<figcaption><p class="finding">${escapeMarkup(finding(document))}</p>${doubt || quoted ? `<p class="quality">${doubt}${quoted}</p>` : ''}</figcaption>
${renderDocument(document).svg}
${method.includes(',') ? `<p class="method">${escapeMarkup(method)}</p>\n` : ''}</figure>`;
}
