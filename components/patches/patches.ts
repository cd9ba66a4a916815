import { html, nothing, type TemplateResult } from 'lit';
import { countOf, formatNumber, type PatchesDocument } from '../../src/document/index.js';
import { renderCrop, spriteStyle } from '../shared/crop.js';
import { DocumentElement } from '../shared/document-element.js';
import { moveInRows } from '../shared/grid-rows.js';
import { renderSelect } from '../shared/select.js';
import { patchesStyles } from './patches.styles.js';
import { parseUnits } from './unit-filter.js';

type Unit = PatchesDocument['result']['units'][number];
type Patch = Unit['patches'][number];
type Which = 'patches' | 'least';

/** Units drawn before somebody asks for more. */
const FIRST = 12;
/** Size of a crop in CSS pixels. */
const CROP = 60;

/** The input regions that excite each unit of a layer most, and least. */
export class ConvlensPatches extends DocumentElement<PatchesDocument> {
  static override styles = patchesStyles;

  static override properties = {
    ...DocumentElement.properties,
    units: {},
    all: { state: true },
    pointed: { state: true },
  };

  /** Which units are shown, such as `0, 3-5`. Default: all. */
  declare units: string;
  declare private all: boolean;
  declare private pointed: { readonly unit: number; readonly which: Which; readonly rank: number } | undefined;
  protected override readonly kinds = ['patches'] as const;

  constructor() {
    super();
    this.units = '';
    this.all = false;
  }

  protected override prepare(): void {
    this.pointed = undefined;
    this.all = false;
  }

  protected override renderPicture(document: PatchesDocument): TemplateResult {
    const shown = this.#filtered(document);
    const some = this.all || this.printing ? shown : shown.slice(0, FIRST);
    const layers = this.choices.map(({ result }) => result.layer);
    const hasLeast = some.some(({ least }) => least?.length);
    const sprite = document.result.sprite;
    return html`<div class="controls">
        ${
          layers.length > 1
            ? renderSelect('Layer', layers, this.active, (index) => {
                this.active = index;
                this.announce({ layer: layers[index] });
              })
            : nothing
        }
        ${document.result.units.length > 1 ? this.#renderFilter() : nothing}
      </div>
      <div style=${spriteStyle(sprite)}>
        ${this.#renderUnits(document, some, 'patches', 'Regions that excite each unit most')}
        ${shown.length > some.length ? html`<p><button type="button" @click=${() => this.#showAll()}>Show all ${shown.length} units</button></p>` : nothing}
        ${shown.length ? nothing : html`<p class="quiet">No unit of this document is meant by "${this.units}".</p>`}
        <p class="readout ${this.pointed ? 'pointing' : ''}" aria-live="polite">${this.#readout(document)}</p>
        ${
          hasLeast
            ? this.disclosure('least', 'What excites each unit least', () =>
                this.#renderUnits(document, some, 'least', 'Regions that excite each unit least'),
              )
            : nothing
        }
      </div>`;
  }

  #renderFilter(): TemplateResult {
    return html`<label
      ><span class="quiet">Units</span>
      <input
        type="text"
        size="14"
        placeholder="all, or 0, 3-5"
        .value=${this.units}
        @change=${(event: Event) => {
          this.units = (event.currentTarget as HTMLInputElement).value;
          this.announce({ units: this.units });
        }}
    /></label>`;
  }

  #filtered({ result }: PatchesDocument): readonly Unit[] {
    try {
      const wanted = parseUnits(this.units);
      return wanted ? result.units.filter(({ unit }) => wanted(unit)) : result.units;
    } catch {
      return [];
    }
  }

  #renderUnits(document: PatchesDocument, units: readonly Unit[], which: Which, label: string): TemplateResult {
    if (!units.length) return html``;
    return html`<div class="units" role="grid" aria-label=${label} @keydown=${this.#key} @pointerleave=${() => this.#point(undefined)}>
      ${units.map((unit, i) => this.#renderUnit(document, unit, which, i === 0))}
    </div>`;
  }

  #renderUnit(document: PatchesDocument, { unit, ...lists }: Unit, which: Which, first: boolean): TemplateResult {
    const patches = lists[which] ?? [];
    const extreme = patches.length ? formatNumber(patches[0].activation) : 'no region';
    return html`<div class="unit" role="row">
      <div class="head" role="rowheader"><p class="title">Unit ${unit}</p>${which === 'least' ? 'least' : 'most'} ${extreme}</div>
      <div class="crops" role="presentation">
        ${patches.map((patch, rank) => this.#renderPatch(document, patch, { unit, which, rank }, first && rank === 0))}
      </div>
    </div>`;
  }

  #renderPatch(
    document: PatchesDocument,
    patch: Patch,
    place: { readonly unit: number; readonly which: Which; readonly rank: number },
    first: boolean,
  ): TemplateResult {
    const { pointed } = this;
    const here = pointed?.unit === place.unit && pointed.which === place.which && pointed.rank === place.rank;
    return html`<div
      class="patch"
      role="gridcell"
      aria-selected=${here}
      aria-label=${describe(place.unit, place.rank, patch)}
      tabindex=${here || (first && pointed?.which !== place.which) ? 0 : -1}
      @focus=${() => this.#point(place)}
      @pointerenter=${() => this.#point(place)}
      @click=${() => this.announce({ layer: document.result.layer, unit: place.unit, ...patch })}
    >
      ${renderCrop(document.result.sprite, patch, CROP)}<span class="number" aria-hidden="true">${formatNumber(patch.activation)}</span>
    </div>`;
  }

  #readout({ result }: PatchesDocument): string {
    const { pointed } = this;
    const unit = result.units.find((entry) => entry.unit === pointed?.unit);
    const patch = pointed && unit?.[pointed.which]?.[pointed.rank];
    if (!pointed || !patch) return 'Point at a region, or use the arrow keys, to read where it comes from.';
    return describe(pointed.unit, pointed.rank, patch);
  }

  protected override renderLegend({ result }: PatchesDocument): TemplateResult {
    const cut = result.units.some(({ patches }) => patches.some(({ clipped }) => clipped));
    return html`<span>Number: activation of the unit at that place.</span>
      ${cut ? html`<span>Dashed frame: the region reaches over the border of the image and is cut there.</span>` : nothing}
      ${result.sprite ? nothing : html`<span>This document holds no pictures of the regions.</span>`}`;
  }

  protected override method({ result, model }: PatchesDocument): string {
    const { size, stride } = result.receptiveField;
    return `${model.name}, ${result.layer} (${result.operation}), ${countOf(result.images, 'image')}, crops at the exact receptive field (${size.join(' × ')} pixels, stride ${stride.join(' × ')})`;
  }

  protected override renderTable(document: PatchesDocument): TemplateResult {
    const rows = this.#filtered(document).flatMap(({ unit, patches, least = [] }) => [
      ...patches.map((patch, rank) => ({ unit, rank: `${rank + 1}`, patch })),
      ...least.map((patch, rank) => ({ unit, rank: `least ${rank + 1}`, patch })),
    ]);
    return html`<table>
      <thead>
        <tr><th class="right">Unit</th><th>Rank</th><th class="right">Activation</th><th>Image</th><th class="right">Row, column</th><th>Box</th></tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ unit, rank, patch: { activation, image, row, column, box } }) => html`<tr>
            <td class="right">${unit}</td><td>${rank}</td><td class="right">${formatNumber(activation)}</td><td>${image}</td>
            <td class="right">${row}, ${column}</td><td>${box.width} × ${box.height} at ${box.x}, ${box.y}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #point(place: { readonly unit: number; readonly which: Which; readonly rank: number } | undefined): void {
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

function describe(unit: number, rank: number, { activation, image, row, column, box, clipped }: Patch): string {
  const cut = clipped ? ', cut at the border' : '';
  const where = `row ${row}, column ${column} of the layer; ${box.width} × ${box.height} pixels at x ${box.x}, y ${box.y}${cut}`;
  return `Unit ${unit}, place ${rank + 1}: activation ${formatNumber(activation)}, ${image}, ${where}`;
}
