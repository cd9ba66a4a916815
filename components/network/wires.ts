import { html, svg, type TemplateResult } from 'lit';
import type { NetworkDocument } from '../../src/document/index.js';

export type Layer = NetworkDocument['result']['layers'][number];

/** Height of a row of the table in CSS pixels. */
export const ROW = 34;
const LANE = 9;
const MOST_LANES = 6;

export interface Wire {
  readonly from: number;
  readonly to: number;
  /** 0: straight down; others go around at the left. */
  readonly lane: number;
}

/** How the layers hang together: a straight line to the next row, an arc in a free lane to any other. */
export function layWires(layers: readonly Layer[]): readonly Wire[] {
  const rows = new Map(layers.map(({ name }, i) => [name, i]));
  const ends: number[] = [];
  return layers.flatMap(({ inputs }, to) =>
    inputs.flatMap((name) => {
      const from = rows.get(name);
      if (from === undefined) return [];
      if (to === from + 1) return [{ from, to, lane: 0 }];
      let lane = ends.findIndex((end) => end <= from);
      if (lane < 0) lane = Math.min(ends.length, MOST_LANES - 1);
      ends[lane] = to;
      return [{ from, to, lane: lane + 1 }];
    }),
  );
}

/** Width of the drawing of these wires in CSS pixels. */
export function wiresWidth(wires: readonly Wire[]): number {
  return 18 + LANE * Math.max(0, ...wires.map(({ lane }) => lane));
}

/** The wires beside the rows of the table; those of one layer can be lit. */
export function renderWires(wires: readonly Wire[], count: number, lit: number): TemplateResult {
  const width = wiresWidth(wires);
  const x = width - 10;
  const y = (row: number) => (row + 0.5) * ROW;
  const path = ({ from, to, lane }: Wire) => {
    if (lane === 0) return `M${x} ${y(from)}V${y(to)}`;
    const left = x - lane * LANE;
    return `M${x} ${y(from)}C${left} ${y(from)} ${left} ${y(from) + 6} ${left} ${y(from) + ROW / 2}V${y(to) - ROW / 2}C${left} ${y(to) - 6} ${left} ${y(to)} ${x} ${y(to)}`;
  };
  const ordered = [...wires].sort((a, b) => Number(touches(a, lit)) - Number(touches(b, lit)));
  return html`<svg class="wires" style="top: ${ROW + 3}px" width=${width} height=${count * ROW} aria-hidden="true">
    ${ordered.map((wire) => svg`<path class=${touches(wire, lit) ? 'lit' : ''} d=${path(wire)} />`)}
    ${Array.from({ length: count }, (_, i) => svg`<circle class=${i === lit ? 'lit' : ''} cx=${x} cy=${y(i)} r="4" />`)}
  </svg>`;
}

export function touches({ from, to }: Wire, row: number): boolean {
  return from === row || to === row;
}
