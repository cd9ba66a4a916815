import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatNumber, formatShare } from '../../src/document/index.js';
import { type EvidencePanelPart, evidenceUnit, subjectWords } from '../../src/render/index.js';
import type { EvidenceShare } from './selection.js';

export interface PanelView extends EvidencePanelPart {
  readonly title: string;
  /** From 1, as the agreement table counts them. */
  readonly number: number;
  /** How many panels are on this scale. */
  readonly sharing: number;
  /** What the selected region has of its evidence. */
  readonly share: EvidenceShare | undefined;
  readonly region: { readonly path: string; readonly width: number; readonly height: number } | undefined;
  readonly lifted: boolean;
}

/** One method: its name, its evidence over the picture, its scale, and what the selected region has of it. */
export function renderPanel(view: PanelView): TemplateResult {
  const { document, detail, grid, scale, title, number, region, lifted } = view;
  const doubt = document.quality.trustworthy === false;
  return html`<div class="panel">
    <p class="title"><span class="number quiet">${number}</span> ${title}${doubt ? html` <span class="doubted">✗ do not trust</span>` : nothing}</p>
    <convlens-overlay
      .image=${document.image}
      .grid=${grid}
      .paint=${{ limit: scale.limit }}
      .region=${region}
      .smooth=${detail === 'smooth'}
      .lifted=${lifted}
      .label=${`${title}: evidence for ${subjectWords(document)}`}
    ></convlens-overlay>
    <p class="under">${limitWords(view)}</p>
    ${renderShare(view)}
  </div>`;
}

function limitWords({ document, scale, sharing }: PanelView): TemplateResult {
  const { unit, of } = evidenceUnit(document);
  const shared = sharing > 1 ? `, shared by ${sharing}` : '';
  return html`<span class="number">±${formatNumber(scale.limit)}</span> ${unit} of each ${of}${shared}`;
}

function renderShare({ share }: PanelView): TemplateResult | typeof nothing {
  if (!share) return nothing;
  const bar = (side: 'for' | 'against', value: number | null) =>
    html`<span class="side-word">${side}</span><span class="track"><span class=${side} style=${styleMap({ width: `${100 * (value ?? 0)}%` })}></span></span
      ><span class="number">${value === null ? 'none' : formatShare(value)}</span>`;
  return html`<div class="shares" aria-label="Share of its evidence in the region" role="group">${bar('for', share.for)}${bar('against', share.against)}</div>`;
}
