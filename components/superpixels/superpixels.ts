import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { countOf, formatNumber, formatSigned, type SuperpixelsDocument } from '../../src/document/index.js';
import { cssColour, divergingEvidence, type Rgb, type SymmetricScale, symmetricScale } from '../../src/render/index.js';
import { className, renderCheckbox, renderChoice, renderLift } from '../shared/controls.js';
import { DocumentElement } from '../shared/document-element.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { colourBar } from '../shared/legend.js';
import { LiftController } from '../shared/lift-controller.js';
import { GRID_WIDTH, renderImage } from '../shared/picture.js';
import { renderTrust } from '../shared/trust-strip.js';
import { type Evidence, type Region, readEvidence } from './evidence.js';
import { type BarScale, barScale, renderRegion } from './region-row.js';
import { superpixelsStyles } from './superpixels.styles.js';
import { weightsChart } from './weights-chart.js';

/** The place on the scale of evidence whose hue is plainest. */
const FULL = 0.75;

/** Which regions of an image speak for and against a class: LIME, KernelSHAP, ablation. */
export class ConvlensSuperpixels extends DocumentElement<SuperpixelsDocument> {
  static override styles = superpixelsStyles;

  static override properties = {
    ...DocumentElement.properties,
    regions: { type: Number },
    alone: { type: Boolean },
    pointed: { state: true },
  };

  /** How many regions are shown, by falling absolute weight. Default: those that are clear, at most 8. */
  declare regions: number | undefined;
  /** Whether everything but the shown regions is hidden. */
  declare alone: boolean;
  /** The segment that is pointed at. */
  declare private pointed: number | undefined;
  protected override readonly kinds = ['superpixels'] as const;
  #evidence!: Evidence;
  #scale!: SymmetricScale;
  #scaleOfBars!: BarScale;
  readonly #lift = new LiftController(this);

  constructor() {
    super();
    this.alone = false;
  }

  protected override prepare(document: SuperpixelsDocument): void {
    this.#evidence = readEvidence(document);
    this.#scaleOfBars = barScale(this.#evidence.regions);
    this.pointed = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.choices.length) return;
    const weights = this.choices.flatMap(({ result }) => result.weights.map(({ weight }) => weight));
    this.#scale = symmetricScale(weights);
  }

  protected override belongs(document: SuperpixelsDocument, shown: SuperpixelsDocument): boolean {
    const same = document.image.name === shown.image.name && document.method.name === shown.method.name;
    return same && super.belongs(document, shown);
  }

  get #count(): number {
    const all = this.#evidence.regions;
    const clear = all.filter(({ side }) => side !== 'unclear').length;
    const usual = Math.min(8, Math.max(Math.min(3, all.length), clear));
    return Math.min(all.length, Math.max(0, this.regions ?? usual));
  }

  get #visible(): readonly Region[] {
    return this.#evidence.regions.slice(0, this.#count);
  }

  protected override renderPicture(document: SuperpixelsDocument): TemplateResult {
    return html`<div class="controls">${this.#renderClasses()} ${this.#renderControls()}</div>
      <div class="split">
        <div class="side">${this.#renderStage(document)}</div>
        <div class="side">${this.#renderList(document)}</div>
      </div>
      ${renderTrust(document.quality)}`;
  }

  #renderClasses(): TemplateResult | typeof nothing {
    if (this.choices.length < 2) return nothing;
    const names = this.choices.map(({ target }) => className(target.label, target.probability));
    return renderChoice('Class', names, this.active, (i) => this.#choose(i));
  }

  #renderControls(): TemplateResult {
    const { regions } = this.#evidence;
    const shown = `${this.#count} of ${regions.length}`;
    return html`<label
        >Regions
        <input
          type="range"
          min="0"
          max=${regions.length}
          .value=${String(this.#count)}
          aria-valuetext=${shown}
          @input=${(event: Event) => this.#slide(event)}
        /><output class="number">${shown}</output></label
      >
      ${renderCheckbox('Hide the rest', this.alone, (checked) => this.#hide(checked))} ${renderLift(this.#lift)}`;
  }

  #renderStage({ image, target }: SuperpixelsDocument): TemplateResult {
    const { width, height, regions, rest } = this.#evidence;
    const visible = this.#visible;
    const hidden = this.alone ? [...regions.slice(visible.length), ...rest] : [];
    const pointed = regions.find(({ segment }) => segment === this.pointed);
    return html`<div class=${classMap({ stage: true, lifted: this.#lift.lifted, grid: image.width <= GRID_WIDTH })} part="stage">
      ${renderImage(image)}
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label=${`Regions for and against ${target.label}`}>
        ${hidden.length ? svg`<path class="cover" d=${hidden.map(({ path }) => path).join('')} />` : nothing}
        ${visible.map((region) => svg`<path d=${region.path} fill=${evidenceColour(region.weight)} fill-opacity=${this.#strength(region)} />`)}
        ${[...visible].reverse().map((region) => svg`<path class="under" d=${region.path} /><path class="edge ${region.side}" d=${region.path} />`)}
        ${pointed ? svg`<path class="pointed halo" d=${pointed.path} /><path class="pointed" d=${pointed.path} />` : nothing}
        ${regions.map(
          ({ path, segment }) =>
            svg`<path class="hit" d=${path} @pointerenter=${() => this.#point(segment)} @pointerleave=${() => this.#point(undefined)} @click=${() => this.#select(segment)} />`,
        )}
      </svg>
      ${visible.map(
        ({ centre: [x, y], rank }) =>
          html`<span class="badge" style=${styleMap({ left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%` })}>${rank}</span>`,
      )}
    </div>`;
  }

  /** How opaque a region's colour lies on the picture: what weighs nothing, or nothing for sure, leaves it nearly as it is. */
  #strength({ weight, side }: Region): number {
    if (side === 'unclear') return 0.12;
    const share = this.#scale.limit ? Math.min(1, Math.abs(weight) / this.#scale.limit) : 0;
    return share && 0.15 + 0.5 * share;
  }

  #renderList({ target }: SuperpixelsDocument): TemplateResult {
    const { regions } = this.#evidence;
    const active = regions.find(({ segment }) => segment === this.pointed) ?? regions[0];
    const { exponent } = this.#scaleOfBars;
    return html`${exponent ? html`<p class="unit">Weights in units of 10<sup>${formatNumber(exponent)}</sup></p>` : nothing}
    <div
      class="regions"
      part="regions"
      role="listbox"
      aria-label=${`Regions by weight for ${target.label}`}
      @keydown=${this.#listKey}
      @focusout=${() => this.#point(undefined)}
    >
      ${regions.map((region) => this.#renderRow(region, region === active))}
    </div>`;
  }

  #renderRow(region: Region, active: boolean): TemplateResult {
    const { rank, segment } = region;
    return html`<div
      class=${classMap({ row: true, beyond: rank > this.#count, 'pointed-row': segment === this.pointed })}
      role="option"
      aria-selected=${segment === this.pointed}
      tabindex=${active ? 0 : -1}
      data-segment=${segment}
      @focus=${() => this.#point(segment)}
      @pointerenter=${() => this.#point(segment)}
      @pointerleave=${() => this.#point(undefined)}
      @click=${() => this.#select(segment)}
    >
      ${renderRegion(region, this.#scaleOfBars)}
    </div>`;
  }

  protected override renderLegend({ method }: SuperpixelsDocument): TemplateResult {
    const { limit, clippedShare } = this.#scale;
    const unit = `weight, in units of ${method.options.output === 'logit' ? 'the logit' : 'the probability'}:`;
    return html`<span class="sample">for: solid outline</span><span class="sample against">against: dashed outline</span
      ><span class="sample unclear">unclear: cannot be told from zero</span>${colourBar({
        colourAt: (share) => overlayColour(2 * share - 1),
        low: -limit,
        high: limit,
        lowWord: 'against',
        highWord: 'for',
        unit,
        clippedShare,
      })}`;
  }

  protected override method({ method, result, target }: SuperpixelsDocument): string {
    const effective = result.effectiveSamples === null ? '' : ` (${formatNumber(result.effectiveSamples)} effective)`;
    return [
      method.name === 'lime' ? 'LIME' : method.name,
      `${countOf(result.samples, 'sample')}${effective}`,
      result.r2 === null ? 'R² not defined' : `R² ${result.r2.toFixed(2)}`,
      `classifier says ${formatNumber(result.prediction)} for ${target.label}, local model ${formatNumber(result.localPrediction)}`,
      method.seed === null ? 'no seed' : `seed ${method.seed}`,
    ].join(', ');
  }

  protected override renderTable(): TemplateResult {
    return html`<table>
        <thead>
          <tr><th class="right">Rank</th><th class="right">Segment</th><th>Speaks</th><th class="right">Weight</th><th class="right">Standard error</th><th class="right">Pixels</th></tr>
        </thead>
        <tbody>
          ${this.#evidence.regions.map(
            ({ rank, segment, side, weight, standardError, area }) => html`<tr>
              <td class="right">${rank}</td><td class="right">${segment}</td><td>${side}</td><td class="right">${formatSigned(weight)}</td>
              <td class="right">${standardError === null ? 'unknown' : formatNumber(standardError)}</td><td class="right">${area}</td>
            </tr>`,
          )}
        </tbody>
      </table>`;
  }

  protected override renderChart({ target }: SuperpixelsDocument): TemplateResult {
    const { regions } = this.#evidence;
    const height = `${Math.max(160, 70 + 18 * regions.length)}px`;
    return html`<convlens-chart
      style=${styleMap({ '--height': height })}
      .chart=${weightsChart(regions)}
      label=${`Weights of the regions for ${target.label} with their standard errors`}
    ></convlens-chart>`;
  }

  #choose(index: number): void {
    this.active = index;
    const { target } = this.choices[index];
    this.announce({ class: target.index, label: target.label });
  }

  #slide(event: Event): void {
    this.regions = (event.currentTarget as HTMLInputElement).valueAsNumber;
    this.announce({ regions: this.regions });
  }

  #hide(checked: boolean): void {
    this.alone = checked;
    this.announce({ alone: this.alone });
  }

  #point(segment: number | undefined): void {
    this.pointed = segment;
  }

  #select(segment: number): void {
    const { weight } = this.#evidence.regions.find((region) => region.segment === segment)!;
    this.#point(segment);
    this.announce({ segment, weight });
  }

  #listKey(event: KeyboardEvent): void {
    const { regions } = this.#evidence;
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-segment]');
    const at = regions.findIndex(({ segment }) => segment === Number(row?.dataset.segment));
    if (event.key === 'Escape') {
      this.#point(undefined);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (at >= 0) this.#select(regions[at].segment);
      return;
    }
    const next = event.key === 'End' ? regions.length - 1 : moveOnGrid(event.key, at, regions.length, 1);
    if (next === undefined) return;
    event.preventDefault();
    const target = event.key === 'Home' ? 0 : next;
    this.renderRoot.querySelectorAll<HTMLElement>('[role="option"]')[target]?.focus();
  }
}

/** The hue of a side; how strong the evidence is shows in its opacity, so that dark pictures do not grey it. */
function evidenceColour(weight: number): string {
  return cssColour(divergingEvidence(Math.sign(weight) * FULL));
}

/** What the legend shows of it: the same colours laid over light grey. */
function overlayColour(t: number): Rgb {
  const full = divergingEvidence(Math.sign(t) * FULL);
  const [red, green, blue] = divergingEvidence(0).map((zero, i) => Math.round(zero + Math.abs(t) * (full[i] - zero)));
  return [red, green, blue];
}
