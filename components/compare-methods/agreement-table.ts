import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { AgreementMatrix } from '../../src/document/index.js';
import { formatFixed } from '../shared/format.js';

export type Measure = 'spearman' | 'jaccard';

/** Darkest share of ink in a cell: numbers stay readable on it. */
const INK = 34;

/** How well each map agrees with each, as numbers on a ground that is darker the more they agree. */
export function renderAgreement(matrix: AgreementMatrix, titles: readonly string[], measure: Measure): TemplateResult {
  const rows: readonly (readonly (number | null)[])[] = matrix[measure];
  return html`<table class="agreement">
    <thead>
      <tr><th><span class="unseen">Method</span></th>${titles.map((title, i) => html`<th scope="col" class="right" aria-label=${title} title=${title}>${i + 1}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (row, i) => html`<tr>
          <th scope="row"><span class="number quiet">${i + 1}</span> ${titles[i]}</th>
          ${row.map((value, j) => renderCell(value, i === j))}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderCell(value: number | null, self: boolean): TemplateResult {
  if (self) return html`<td class="right self" aria-label="itself">·</td>`;
  if (value === null) return html`<td class="right" aria-label="not defined">–</td>`;
  const ink = Math.round(INK * Math.max(0, value));
  const ground = styleMap({ background: `color-mix(in srgb, var(--ink) ${ink}%, var(--paper))` });
  return html`<td class="right" style=${ground}>${formatFixed(value, 2).replace(/^−(0\.0*)$/, '$1')}</td>`;
}
