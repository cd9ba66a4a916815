import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { commonExponent, decimalsFor, formatFixed } from '../shared/format.js';
import type { Region } from './evidence.js';

/** What the bars and numbers of a list of regions share. */
export interface BarScale {
  /** Where the bars end: the largest weight with its standard error. */
  readonly extent: number;
  /** The power of ten that the numbers are in units of. */
  readonly exponent: number;
  readonly decimals: number;
}

export function barScale(regions: readonly Region[]): BarScale {
  const largest = Math.max(0, ...regions.map(({ weight }) => Math.abs(weight)));
  const exponent = commonExponent(largest);
  return {
    extent: Math.max(0, ...regions.map(({ weight, standardError }) => Math.abs(weight) + (standardError ?? 0))) || 1,
    exponent,
    decimals: decimalsFor(largest / 10 ** exponent),
  };
}

/** Rank, side, bar with whisker, and weight with its standard error: the cells of a row. */
export function renderRegion(region: Region, scale: BarScale): TemplateResult {
  const { rank, side, weight, standardError } = region;
  const write = (value: number) => formatFixed(value / 10 ** scale.exponent, scale.decimals);
  const error = standardError === null ? '' : `± ${write(standardError)}`;
  return html`<span class="rank number">${rank}</span><span>${side}</span>${renderBar(region, scale)}
    <span class="value number">${weight > 0 ? '+' : ''}${write(weight)}</span
    ><span class="value number quiet">${error}</span>`;
}

function renderBar({ weight, standardError, side }: Region, { extent }: BarScale): TemplateResult {
  const at = (value: number) => 50 + (50 * value) / extent;
  const between = (low: number, high: number) => styleMap({ left: `${at(low)}%`, width: `${at(high) - at(low)}%` });
  const whisker = standardError
    ? html`<i class="whisker" style=${between(weight - standardError, weight + standardError)}></i>`
    : nothing;
  return html`<span class="bar" aria-hidden="true"
    ><i class=${side} style=${between(Math.min(0, weight), Math.max(0, weight))}></i>${whisker}</span
  >`;
}
