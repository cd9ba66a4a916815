import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../src/document/index.js';
import type { Layer } from './wires.js';

/** Fields wider than this many inputs are drawn cut. */
const WIDEST = 2;

interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The receptive fields to scale, nested over the input; that of one layer can be lit. */
export function renderFields(layers: readonly Layer[], lit: Layer | undefined): TemplateResult | typeof nothing {
  const [height, width] = layers.find(({ operation }) => operation === 'input')?.shape ?? [];
  if (!height || !width) return nothing;
  const sizes = new Map(layers.filter(isMap).map((layer) => [layer.receptiveField!.size.join(), layer]));
  const fields = [...sizes.values()].map((layer) => fieldOf(layer, height, width));
  const largest = Math.max(1, ...fields.map((field) => Math.max(field.width / width, field.height / height)));
  const [wide, high] = [width, height].map((side) => side * Math.min(WIDEST, largest) * 1.02);
  const box = `${(width - wide) / 2} ${(height - high) / 2} ${wide} ${high}`;
  return html`<div class="sees">
    <svg viewBox=${box} role="img" aria-label="Receptive fields over the input, to scale">
      ${rect('frame', { x: 0, y: 0, width, height })} ${fields.map((field) => rect('', field))}
      ${lit ? rect('lit', fieldOf(lit, height, width)) : nothing}
    </svg>
    <p aria-live="polite">${lit ? seesLine(lit, height, width) : hint(height, width)}</p>
  </div>`;
}

/** Whether a layer answers with a map whose units each see a part of the image. */
export function isMap({ receptiveField, operation, shape }: Layer): boolean {
  return receptiveField !== null && operation !== 'input' && shape.length === 3 && shape[0] !== 1;
}

/** The field of a unit in the middle; of a layer that sees everything, the whole image. */
function fieldOf({ receptiveField }: Layer, height: number, width: number): Field {
  const [high, wide] = receptiveField?.size ?? [height, width];
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

function rect(name: string, { x, y, width, height }: Field): TemplateResult<2> {
  return svg`<rect class=${name} x=${x} y=${y} width=${width} height=${height} />`;
}

function hint(height: number, width: number): string {
  return `Shaded: the input, ${height} × ${width} pixels. Squares: how much of it one unit of each layer sees. Point at a layer, or use the arrow keys.`;
}

function seesLine({ name, receptiveField }: Layer, height: number, width: number): string {
  if (!receptiveField) return `${name} sees the whole image.`;
  const { size, stride } = receptiveField;
  const over = size[0] > height || size[1] > width ? ', more than the image has' : '';
  return `A unit of ${name} sees ${size.map(formatNumber).join(' × ')} pixels${over}; its neighbour sees ${stride.map(formatNumber).join(' × ')} pixels further.`;
}
