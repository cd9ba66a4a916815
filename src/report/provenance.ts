import type { ConvlensDocument } from '../document/document.js';
import { formatNumber } from '../document/format.js';
import { methodTitle } from '../document/method-titles.js';
import { escapeMarkup } from '../render/svg.js';
import type { Figure } from './groups.js';

const HEADS = ['Figure', 'Model', 'Method', 'Seed', 'Engine', 'Passes', 'Time'];

/** A table of what made each document, and at what cost. */
export function provenanceMarkup(figures: readonly Figure[]): string {
  const holding = figures.filter(({ view }) => !view);
  const rows = holding.flatMap(({ id, title, documents }) =>
    documents.map((document) => {
      const cells = cellsOf(document).map((cell) => `<td>${escapeMarkup(cell)}</td>`);
      return `<tr><td><a href="#${id}">${escapeMarkup(title)}</a></td>${cells.join('')}</tr>`;
    }),
  );
  const heads = HEADS.map((head) => `<th scope="col">${head}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

function cellsOf({ model, method, provenance }: ConvlensDocument): string[] {
  const { engine, forwardPasses, backwardPasses, duration } = provenance;
  const back = backwardPasses ? `, ${formatNumber(backwardPasses)} backward` : '';
  return [
    model.fingerprint ? `${model.name} ${model.fingerprint.slice(0, 8)}` : model.name,
    methodTitle(method.name),
    method.seed === null ? '–' : String(method.seed),
    `${engine}, convlens ${provenance.convlens}`,
    `${formatNumber(forwardPasses)} forward${back}`,
    duration === null ? '–' : duration < 1000 ? `${formatNumber(duration)} ms` : `${formatNumber(duration / 1000)} s`,
  ];
}
