import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import { finding, methodLine } from '../document/finding.js';
import { renderComparison } from '../render/comparison.js';
import { renderCurves } from '../render/curves.js';
import { renderDocument } from '../render/render-document.js';
import { escapeMarkup } from '../render/svg.js';
import type { Figure } from './groups.js';
import { documentScript } from './page-document.js';

/** The kinds that an element shows; the others are static pictures. */
const ELEMENTS: Partial<Record<DocumentKind, string>> = {
  superpixels: 'convlens-superpixels',
  attribution: 'convlens-attribution',
  filters: 'convlens-filters',
  activations: 'convlens-activations',
  patches: 'convlens-patches',
  comparison: 'convlens-comparison',
  network: 'convlens-network',
  predictions: 'convlens-predictions',
  training: 'convlens-training',
  audit: 'convlens-audit',
};

const WITH_CHARTS: readonly DocumentKind[] = ['superpixels', 'activations', 'training'];

/** Views of several documents at once. */
const VIEWS = {
  comparison: { tag: 'convlens-compare-methods', render: renderComparison },
  curves: { tag: 'convlens-curves', render: renderCurves },
};

/** Whether the element of one of these figures draws a chart. */
export function drawsCharts(figures: readonly Figure[]): boolean {
  return figures.some(({ kind, view }) => (view ? view.of === 'curves' : WITH_CHARTS.includes(kind)));
}

/**
 * An element with its documents, and in it the same as still pictures, which readers without scripts see. A document is in the page
 * once: other views of it name the elements that hold it.
 */
export function figureMarkup(figure: Figure): string {
  const { id, kind, documents, view } = figure;
  if (view) {
    const { tag } = VIEWS[view.of];
    const holders = view.holders.map(elementId).join(' ');
    return `<${tag} class="live" for="${holders}">\n${stillView(figure)}\n</${tag}>`;
  }
  const still = documents.map(stillFigure).join('\n');
  const tag = ELEMENTS[kind];
  if (!tag) return still;
  return `<${tag} class="live" id="${elementId(id)}">\n${documentScript(documents)}\n${still}\n</${tag}>`;
}

/** The id of a figure's element; the figure's own is that of its article. */
function elementId(id: string): string {
  return `${id}-element`;
}

function stillView({ view, documents }: Figure): string {
  const explanations = documents.filter(
    (document) => document.kind === 'superpixels' || document.kind === 'attribution',
  );
  const { svg, alt } = VIEWS[view!.of].render(explanations);
  return `<figure class="still">
<figcaption><p class="finding">${escapeMarkup(alt)}</p></figcaption>
${svg}
</figure>`;
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
