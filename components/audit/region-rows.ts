import { html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { formatSigned } from '../../src/document/index.js';
import { moveAmongTiles } from './tile-keys.js';

export interface WeighedRegion {
  readonly segment: number;
  readonly weight: number;
}

interface RegionRows {
  /** Of the image, and the class that is predicted. */
  readonly name: string;
  readonly predicted: string;
  readonly removed: ReadonlySet<number>;
  readonly pointed: number | undefined;
  readonly onPoint: (segment: number | undefined) => void;
  readonly onToggle: (segment: number) => void;
}

/** The regions of an image by their weights, one button a region: what a pointer does on the picture, keys do here. */
export function renderRegionRows(regions: readonly WeighedRegion[], rows: RegionRows): TemplateResult {
  const most = Math.max(1e-9, ...regions.map(({ weight }) => Math.abs(weight)));
  return html`<p class="small">Regions by weight</p>
    <div class="regions" role="group" aria-label=${`Regions of ${rows.name}: press to remove`} @keydown=${moveAmongTiles}>
      ${regions.map((region, i) => renderRow(region, i, most, rows))}
    </div>
    <p class="note">Weights in units of the score of “${rows.predicted}” over that of the next class.</p>`;
}

function renderRow(
  { segment, weight }: WeighedRegion,
  index: number,
  most: number,
  { removed, pointed, onPoint, onToggle }: RegionRows,
): TemplateResult {
  const side = weight > 0 ? 'for' : weight < 0 ? 'against' : 'neither';
  return html`<button
    type="button"
    class=${classMap({ row: true, here: segment === pointed })}
    tabindex=${index ? -1 : 0}
    aria-pressed=${removed.has(segment)}
    data-segment=${segment}
    @focus=${() => onPoint(segment)}
    @blur=${() => onPoint(undefined)}
    @pointerenter=${() => onPoint(segment)}
    @pointerleave=${() => onPoint(undefined)}
    @click=${() => onToggle(segment)}
  >
    <span class="number quiet">${index + 1}</span><span>${side}</span>
    <span class="bar" aria-hidden="true"><i class=${side} style=${styleMap({ width: `${(100 * Math.abs(weight)) / most}%` })}></i></span>
    <span class="number">${formatSigned(weight)}</span><span class="state">${removed.has(segment) ? 'removed' : ''}</span>
  </button>`;
}
