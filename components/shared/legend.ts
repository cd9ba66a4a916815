import { css, html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatNumber, formatShare } from '../../src/document/index.js';
import { cssColour, type Rgb } from '../../src/render/index.js';

export interface ColourBar {
  /** Colour at a share 0..1 of the way from `low` to `high`. */
  readonly colourAt: (share: number) => Rgb;
  readonly low: number;
  readonly high: number;
  /** What the ends mean, in words. */
  readonly lowWord?: string;
  readonly highWord?: string;
  readonly unit: string;
  /** Share of the values beyond the ends. */
  readonly clippedShare?: number;
}

/** A colour scale with its numbers, its words and its unit. */
export function colourBar({
  colourAt,
  low,
  high,
  lowWord,
  highWord,
  unit,
  clippedShare = 0,
}: ColourBar): TemplateResult {
  const stops = Array.from({ length: 17 }, (_, i) => cssColour(colourAt(i / 16)));
  const end = (word: string | undefined, value: number) => `${word ? `${word} ` : ''}${formatNumber(value)}`;
  return html`<span class="scale">
    <span>${unit}</span>
    <span class="ends">${end(lowWord, low)}</span>
    <span class="ramp" style=${styleMap({ background: `linear-gradient(to right, ${stops.join(', ')})` })}></span>
    <span class="ends">${end(highWord, high)}</span>
    ${clippedShare > 0 ? html`<span>${formatShare(clippedShare)} of the values lie beyond the ends</span>` : nothing}
  </span>`;
}

export const legendStyles = css`
  .scale {
    display: inline-flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 2);
    align-items: center;
  }

  .ramp {
    display: inline-block;
    width: 8em;
    height: 10px;
    border-radius: 1px;
    outline: 1px solid var(--line);
  }

  .ends {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
