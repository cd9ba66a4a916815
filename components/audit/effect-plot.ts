import { html, svg, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatNumber } from '../../src/document/index.js';

/** What an experiment, or its control, did. */
export interface Effect {
  readonly images: number;
  readonly flips: number;
  readonly deltaProbability: number;
  readonly interval: readonly [number, number];
}

export interface EffectPlot {
  /** `Taken out`, `Brought in`. */
  readonly title: string;
  /** What is measured: `fall of the probability of “wolf”`. */
  readonly unit: string;
  readonly effect: Effect;
  readonly control: Effect;
  /** What a flip is: `no longer “wolf”`. */
  readonly flip: string;
  readonly difference: number;
  readonly differenceInterval: readonly [number, number];
  readonly p: number;
}

/** One line of a plot: a filled dot, or a hollow one for what it is held against. */
export interface EffectRow {
  readonly name: string;
  readonly effect: Effect;
  readonly hollow?: boolean;
}

/** An experiment beside the same with random regions, and how they differ. */
export function renderEffect(plot: EffectPlot): TemplateResult {
  const { title, unit, effect, control, flip, difference, differenceInterval, p } = plot;
  const rows = [
    { name: 'this concept', effect },
    { name: 'random regions', effect: control, hollow: true },
  ];
  return html`<div class="effect" role="group" aria-label=${title}>
    <p class="small">${title}</p>
    ${renderRows(rows, unit, flip)}
    <p class="note">Lines: 95 % intervals. Difference <span class="number">${short(difference)}</span> (${range(differenceInterval)}), p ${pValue(p)} corrected for all tests.</p>
  </div>`;
}

/** Dots with their intervals on one scale of probability, and how many images flipped. */
export function renderRows(rows: readonly EffectRow[], unit: string, flip: string): TemplateResult {
  const low = rows.some(({ effect }) => effect.interval[0] < -0.02) ? -1 : 0;
  const at = (value: number) => 2 + (96 * (Math.min(1, Math.max(low, value)) - low)) / (1 - low);
  const ticks = low < 0 ? [-1, -0.5, 0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  return html`<div class="rows">
    <span class="unit quiet">${unit}</span><span class="quiet">${flip}</span>
    ${rows.map(
      ({ name, effect, hollow = false }) => html`<span>${name}</span>
        ${renderInterval(effect, { at, ticks, hollow, label: `${name}: ${unit} ${short(effect.deltaProbability)}, 95 % interval ${range(effect.interval)}` })}
        <span class="flips"><b class="number">${effect.flips} of ${effect.images}</b><span class="unseen"> ${flip}</span></span>`,
    )}
    <span></span>
    <span class="ticks number" aria-hidden="true">${ticks.map((tick) => html`<span style=${styleMap({ left: `${at(tick)}%` })}>${formatNumber(tick)}</span>`)}</span>
    <span></span>
  </div>`;
}

interface Placing {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly hollow: boolean;
  readonly label: string;
}

function renderInterval({ deltaProbability, interval }: Effect, { at, ticks, hollow, label }: Placing): TemplateResult {
  const x = (value: number) => `${at(value)}%`;
  return html`<svg class=${hollow ? 'interval hollow' : 'interval'} role="img" aria-label=${label}>
    ${ticks.map((tick) => svg`<line class=${tick === 0 ? 'tick zero' : 'tick'} x1=${x(tick)} x2=${x(tick)} y1="0" y2="100%" />`)}
    <line class="range" x1=${x(interval[0])} x2=${x(interval[1])} y1="50%" y2="50%" />
    <circle cx=${x(deltaProbability)} cy="50%" r="5" />
  </svg>`;
}

const range = ([low, high]: readonly [number, number]) => `${short(low)} to ${short(high)}`;
/** Changes of a probability need no more than two decimals. */
const short = (value: number) =>
  value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−');
const pValue = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));
