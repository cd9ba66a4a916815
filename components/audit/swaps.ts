import { html, nothing, type TemplateResult } from 'lit';
import { formatShare } from '../../src/document/index.js';
import { renderRows } from './effect-plot.js';
import type { AuditResult } from './gallery-images.js';

type Swap = NonNullable<AuditResult['swaps']>[number];

/** With masks: what another background does to the predictions of a class, against what another object does. */
export function renderSwaps({ swaps = [] }: AuditResult): TemplateResult | typeof nothing {
  if (!swaps.length) return nothing;
  return html`<section aria-label="Background or object" class="part">
    <p class="title">Background or object?</p>
    <div class="experiments">${swaps.map(renderSwap)}</div>
    <p class="note">Objects were cut out along their masks and put on the backgrounds of images of other predictions. Lines: 95 % intervals.</p>
  </section>`;
}

function renderSwap({ class: name, background, object, evidenceOutside, areaOutside }: Swap): TemplateResult {
  const rows = [
    { name: 'other background', effect: background },
    { name: 'other object', effect: object, hollow: true },
  ];
  const title = `Predicted “${name}”`;
  return html`<div class="effect" role="group" aria-label=${title}>
    <p class="small">${title}</p>
    ${renderRows(rows, `Fall of the probability of “${name}”`, `no longer “${name}”`)}
    <p class="note">${formatShare(evidenceOutside)} of the evidence lies outside the objects, on ${formatShare(areaOutside)} of the area.</p>
  </div>`;
}
