import { html, type TemplateResult } from 'lit';
import { formatShare, formatSigned } from '../../src/document/index.js';
import type { Grid } from '../../src/render/index.js';

const MOST = 20;

/** The places with the strongest evidence, by falling magnitude, and what share of all evidence they are. */
export function renderStrongest({ width, values }: Grid, of: string): TemplateResult {
  const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
  const places = Array.from(values.keys());
  const strongest = places.sort((a, b) => Math.abs(values[b]) - Math.abs(values[a])).slice(0, MOST);
  return html`<table>
    <caption class="quiet">The ${strongest.length} strongest of ${values.length} ${of}s</caption>
    <thead>
      <tr><th class="right">Row</th><th class="right">Column</th><th>Speaks</th><th class="right">Evidence</th><th class="right">Share of all</th></tr>
    </thead>
    <tbody>
      ${strongest.map(
        (at) => html`<tr>
          <td class="right">${Math.floor(at / width)}</td><td class="right">${at % width}</td><td>${sideWord(values[at])}</td>
          <td class="right">${formatSigned(values[at])}</td><td class="right">${total ? formatShare(Math.abs(values[at]) / total) : '–'}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function sideWord(value: number): string {
  return value === 0 ? 'neither' : value > 0 ? 'for' : 'against';
}
