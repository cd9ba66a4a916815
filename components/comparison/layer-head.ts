import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { type ComparisonDocument, countOf, formatShare } from '../../src/document/index.js';

type Result = ComparisonDocument['result'];
export type ComparedLayer = Result['layers'][number];

/** CSS pixels of the longer side of the input, beside which a receptive field is drawn. */
const SIDE = 44;

/** What a layer is: how much of the image its units see, to scale, and how many of them answer. */
export function renderHead(layer: ComparedLayer, { inputSizes, other }: Result, model: string): TemplateResult {
  const { name, operation, width, dead, zeros, network } = layer;
  const silent = dead > 0 ? `, ${dead} never ${dead === 1 ? 'answers' : 'answer'}` : '';
  return html`<div class="head" role="rowheader">
    ${renderField(layer, inputSizes[network])}
    <div>
      <p class="title">${name}${other ? html` <span class="quiet">${network === 0 ? model : other.name}</span>` : nothing}</p>
      <p class="quiet">${operation}, sees ${fieldWords(layer, inputSizes[network])}</p>
      <p class="quiet">${countOf(width, 'unit')}${silent}; ${formatShare(zeros)} zeros</p>
      ${renderNeighbours(layer)}
    </div>
  </div>`;
}

/** `14 × 14 pixels`, or the whole image. */
export function fieldWords({ receptiveField: { size } }: ComparedLayer, input: Result['inputSizes'][number]): string {
  if (input && size.every((length, axis) => length >= input[axis])) return 'the whole image';
  return `${size[0]} × ${size[1]} pixels`;
}

/** The receptive field in the middle of the input. */
function renderField({ receptiveField: { size } }: ComparedLayer, input: Result['inputSizes'][number] = null) {
  if (!input) return nothing;
  const scale = SIDE / Math.max(...input);
  const px = (length: number) => `${length * scale}px`;
  const [height, width] = size.map((length, axis) => Math.max(2 / scale, Math.min(length, input[axis])));
  return html`<div class="input" aria-hidden="true" style=${styleMap({ height: px(input[0]), width: px(input[1]) })}>
    <div style=${styleMap({ height: px(height), width: px(width) })}></div>
  </div>`;
}

function renderNeighbours({ neighbours }: ComparedLayer): TemplateResult | typeof nothing {
  if (!neighbours) return nothing;
  const { share, chance } = neighbours;
  const at = (value: number) => `${100 * value}%`;
  return html`<p class="neighbours">
    <span class="bar" aria-hidden="true"><i style=${styleMap({ width: at(share) })}></i><b style=${styleMap({ left: at(chance) })}></b></span>
    <span>${formatShare(share)} by class, <span class="quiet">${formatShare(chance)} by chance</span></span>
  </p>`;
}
