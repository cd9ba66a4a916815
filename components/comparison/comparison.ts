import { html, nothing, type TemplateResult } from 'lit';
import { type ComparisonDocument, countOf, formatNumber, formatShare } from '../../src/document/index.js';
import { renderCrop, spriteStyle } from '../shared/crop.js';
import { DocumentElement } from '../shared/document-element.js';
import { moveInRows } from '../shared/grid-rows.js';
import { comparisonStyles } from './comparison.styles.js';
import { type ComparedLayer, fieldWords, renderHead } from './layer-head.js';
import { renderSimilarity } from './similarity-table.js';

type Unit = ComparedLayer['units'][number];

/** Size of a crop in CSS pixels. */
const CROP = 44;
/** Layers drawn before somebody asks for more. */
const FIRST = 12;

/** What different layers detect, from input to output, and how alike they are. */
export class ConvlensComparison extends DocumentElement<ComparisonDocument> {
  static override styles = comparisonStyles;

  static override properties = {
    ...DocumentElement.properties,
    all: { state: true },
    pointed: { state: true },
  };

  declare private all: boolean;
  declare private pointed: { readonly layer: number; readonly unit: number } | undefined;
  protected override readonly kinds = ['comparison'] as const;

  constructor() {
    super();
    this.all = false;
  }

  protected override prepare(): void {
    this.pointed = undefined;
    this.all = false;
  }

  protected override renderPicture(document: ComparisonDocument): TemplateResult {
    const { layers } = document.result;
    const some = this.all || this.printing ? layers : layers.slice(0, FIRST);
    return html`<div class="layers" role="grid" aria-label="Layers, from input to output, with what excites some of their units most" @keydown=${this.#key} @pointerleave=${() => this.#point(undefined)}>
        ${some.map((layer, i) => this.#renderLayer(document, layer, i))}
      </div>
      ${some.length < layers.length ? html`<p><button type="button" @click=${() => this.#showAll()}>Show all ${layers.length} layers</button></p>` : nothing}
      <p class="readout ${this.pointed ? 'pointing' : ''}" aria-live="polite">${this.#readout(document)}</p>
      <p class="heading">How alike the layers are</p>
      <div class="scroll alike" tabindex="0" role="group" aria-label="How alike the layers are">${renderSimilarity(document.result)}</div>`;
  }

  #renderLayer({ result, model }: ComparisonDocument, layer: ComparedLayer, index: number): TemplateResult {
    return html`<div class="layer" role="row" style=${spriteStyle(layer.sprite)}>
      ${renderHead(layer, result, model.name)}
      <div class="crops" role="presentation">
        ${layer.units.map((unit, i) => this.#renderUnit(layer, unit, index, index === 0 && i === 0))}
        ${layer.units.length ? nothing : html`<p class="quiet" role="gridcell">No unit answers these images differently.</p>`}
      </div>
    </div>`;
  }

  #renderUnit(layer: ComparedLayer, unit: Unit, index: number, first: boolean): TemplateResult {
    const { pointed } = this;
    const place = { layer: index, unit: unit.unit };
    const here = pointed?.layer === index && pointed.unit === unit.unit;
    return html`<div
      class="unit"
      role="gridcell"
      aria-selected=${here}
      aria-label=${describe(layer, unit)}
      tabindex=${here || (first && !pointed) ? 0 : -1}
      @focus=${() => this.#point(place)}
      @pointerenter=${() => this.#point(place)}
      @click=${() => this.announce({ layer: layer.name, unit: unit.unit })}
    >
      <div class="four">${unit.patches.map((patch) => renderCrop(layer.sprite, patch, CROP))}</div>
      <span class="number" aria-hidden="true">${unit.unit}</span>
    </div>`;
  }

  #readout({ result }: ComparisonDocument): string {
    const layer = this.pointed && result.layers[this.pointed.layer];
    const unit = layer?.units.find(({ unit }) => unit === this.pointed?.unit);
    if (!layer || !unit) return 'Point at a unit, or use the arrow keys, to read what excites it.';
    return describe(layer, unit);
  }

  protected override renderLegend({ result }: ComparisonDocument): TemplateResult {
    const bars = result.layers.some(({ neighbours }) => neighbours);
    return html`<span>Pictures: the regions that excite a unit most, each of another image, cut at what the unit sees; below, the number of the unit.</span>
      <span>Square: what a unit sees, beside the whole input.</span>
      ${bars ? html`<span>Bar: images whose most similar other image is predicted as the same class; the line is chance.</span>` : nothing}
      <span>Alikeness: linear centred kernel alignment, from 0 (nothing in common) to 1 (the same but for rotation and scale).</span>`;
  }

  protected override method({ result, model, method }: ComparisonDocument): string {
    const networks = [model.name, ...(result.other ? [result.other.name] : [])].join(' and ');
    return `${networks}, ${countOf(result.layers.length, 'layer')}, ${countOf(result.images, 'image')}, means of each unit over its places${result.compared < result.images ? ` in ${result.compared} of them` : ''}, ${countOf(Number(method.options.units), 'unit')} a layer that differ most`;
  }

  protected override renderTable({ result, model }: ComparisonDocument): TemplateResult {
    const { other, layers, inputSizes } = result;
    return html`<table>
      <thead>
        <tr>
          ${other ? html`<th>Network</th>` : nothing}
          <th>Layer</th><th>Sees</th><th class="right">Units</th><th class="right">Never answer</th><th class="right">Zeros</th><th class="right">By class</th><th class="right">Chance</th><th>Units shown, with their strongest answer</th>
        </tr>
      </thead>
      <tbody>
        ${layers.map(
          (layer) => html`<tr>
            ${other ? html`<td>${layer.network === 0 ? model.name : other.name}</td>` : nothing}
            <td>${layer.name}</td><td>${fieldWords(layer, inputSizes[layer.network])}</td>
            <td class="right">${layer.width}</td><td class="right">${layer.dead}</td><td class="right">${formatShare(layer.zeros)}</td>
            <td class="right">${layer.neighbours ? formatShare(layer.neighbours.share) : '–'}</td>
            <td class="right">${layer.neighbours ? formatShare(layer.neighbours.chance) : '–'}</td>
            <td>${layer.units.map(({ unit, patches }) => `${unit} (${patches.length ? formatNumber(patches[0].activation) : 'none'})`).join(', ')}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #point(place: { readonly layer: number; readonly unit: number } | undefined): void {
    this.pointed = place;
  }

  #showAll(): void {
    this.all = true;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.pointed = undefined;
    else moveInRows(event);
  }
}

/** `conv2, unit 16: strongest 4.21 in 3-07.png, at x 4, y 6 (14 × 14 pixels); then 4.02 in 3-01.png, ...` */
function describe({ name }: ComparedLayer, { unit, patches }: Unit): string {
  if (patches.length === 0) return `${name}, unit ${unit}: nothing excites it`;
  const [{ activation, image, box }, ...others] = patches;
  const then = others.map((patch) => `${formatNumber(patch.activation)} in ${patch.image}`).join(', ');
  const strongest = `${name}, unit ${unit}: strongest ${formatNumber(activation)} in ${image}, at x ${box.x}, y ${box.y} (${box.width} × ${box.height} pixels)`;
  return then ? `${strongest}; then ${then}` : strongest;
}
