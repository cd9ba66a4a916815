import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ComparisonDocument } from '../../src/document/index.js';

/** Darkest share of ink in a cell: numbers stay readable on it. */
const INK = 34;

/** How alike each layer in the rows is to each in the columns, as numbers on a ground that is darker the more they are. */
export function renderSimilarity({ layers, similarity }: ComparisonDocument['result']): TemplateResult {
  const { rows, columns, values } = similarity;
  return html`<table class="similarity">
    <thead>
      <tr>
        <th><span class="unseen">Layer</span></th>
        ${columns.map((place) => html`<th scope="col" class="right"><span class="steep">${layers[place].name}</span></th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (place, i) => html`<tr>
          <th scope="row">${layers[place].name}</th>
          ${columns.map((other, j) => renderCell(values[i][j], other === place))}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderCell(value: number | null, self: boolean): TemplateResult {
  if (self) return html`<td class="right quiet" aria-label="itself">·</td>`;
  if (value === null) return html`<td class="right quiet" aria-label="not defined">–</td>`;
  const ground = { background: `color-mix(in srgb, var(--ink) ${Math.round(INK * value)}%, var(--paper))` };
  return html`<td class="right" style=${styleMap(ground)}>${value.toFixed(2)}</td>`;
}
