import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  type AttributionDocument,
  formatNumber,
  formatShape,
  formatSigned,
  methodTitle,
} from '../../src/document/index.js';
import {
  type Detail,
  drawnEvidence,
  type EvidencePaint,
  evidenceGrid,
  evidenceOutlines,
  evidenceUnit,
  explanationKey,
  type Grid,
  paintedOver,
  type Rgb,
  type SymmetricScale,
  scaledValues,
  scaleKey,
  smoothWords,
  subjectWords,
  symmetricScale,
  usualDetail,
} from '../../src/render/index.js';
import { renderClassSwitch } from '../shared/class-switch.js';
import { renderCheckbox, renderChoice, renderLift, renderShare } from '../shared/controls.js';
import { DocumentElement } from '../shared/document-element.js';
import { evidenceWords, scaleWords, shareOfLimit } from '../shared/evidence-words.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { colourBar } from '../shared/legend.js';
import { LiftController } from '../shared/lift-controller.js';
import { renderTrust } from '../shared/trust-strip.js';
import { attributionStyles } from './attribution.styles.js';
import { renderStrongest } from './strongest.js';

/** What the legend lays the colours over: the grey of a photograph, in the mean. */
const UNDER: Rgb = [214, 214, 214];
/** Where outlines run if nothing is hidden: at this share of the limit. */
const HALF = 0.5;
/** How many cells an arrow key goes with Shift. */
const STRIDE = 10;

/** Where on an image the evidence for and against a class lies: gradients, CAMs, relevance, occlusion. */
export class ConvlensAttribution extends DocumentElement<AttributionDocument> {
  static override styles = attributionStyles;

  static override properties = {
    ...DocumentElement.properties,
    opacity: { type: Number },
    threshold: { type: Number },
    contours: { type: Boolean },
    smooth: { type: Boolean },
    cell: { state: true },
  };

  /** Opacity 0..1 of the strongest evidence. Default: 0.85. */
  declare opacity: number;
  /** Share 0..1 of the limit below which evidence is hidden. Default: 0. */
  declare threshold: number;
  /** Whether outlines are drawn, at the threshold, or at half of the limit where nothing is hidden. Default: where it is smooth. */
  declare contours: boolean | undefined;
  /** Whether it is drawn smooth. Default: for the cells of a layer. */
  declare smooth: boolean | undefined;
  /** What is pointed at, as an index into the evidence. */
  declare private cell: number | undefined;
  protected override readonly kinds = ['attribution'] as const;
  readonly #lift = new LiftController(this);
  /** At its own resolution, and as it is drawn. */
  #grid!: Grid;
  #drawn!: Grid;
  #scale!: SymmetricScale;
  #paint: EvidencePaint = { limit: 0 };
  #outlines = { for: '', against: '' };

  constructor() {
    super();
    this.opacity = 0.85;
    this.threshold = 0;
  }

  protected override prepare(document: AttributionDocument): void {
    this.#grid = evidenceGrid(document);
    this.cell = undefined;
  }

  protected override belongs(document: AttributionDocument, shown: AttributionDocument): boolean {
    return explanationKey(document) === explanationKey(shown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const document = this.shown;
    if (!document) return;
    if (['document', 'documents', 'loaded', 'index', 'active', 'smooth'].some((name) => changed.has(name))) {
      const together = this.choices.filter((choice) => scaleKey(choice) === scaleKey(document));
      this.#drawn = drawnEvidence(document, this.#detail);
      this.#scale = symmetricScale(together.flatMap((choice) => [...scaledValues(choice, this.#detail)]));
    }
    const { limit } = this.#scale;
    this.#paint = { limit, opacity: this.opacity, threshold: this.threshold };
    this.#outlines = this.#lines ? evidenceOutlines(this.#drawn, this.#level, this.#detail) : { for: '', against: '' };
  }

  get #detail(): Detail {
    if (this.smooth !== undefined) return this.smooth ? 'smooth' : 'squares';
    return this.shown ? usualDetail(this.shown) : 'squares';
  }

  get #lines(): boolean {
    return this.contours ?? this.#detail === 'smooth';
  }

  /** The value at which outlines run. */
  get #level(): number {
    return (this.threshold || HALF) * this.#scale.limit;
  }

  protected override renderPicture(document: AttributionDocument): TemplateResult {
    return html`<div class="controls">${renderClassSwitch(this.choices, document, (first) => this.#choose(first, layerOf(document)))} ${this.#renderLayers(document)} ${this.#renderControls(document)}</div>
      <div class="split">
        <div class="side">${this.#renderStage(document)}</div>
        <div class="side">${renderTrust(document.quality)}</div>
      </div>`;
  }

  #renderLayers(shown: AttributionDocument): TemplateResult | typeof nothing {
    const layers = distinct(this.choices, layerOf);
    if (layers.length < 2) return nothing;
    const selected = layers.findIndex((each) => layerOf(each) === layerOf(shown));
    return renderChoice('Layer', layers.map(layerOf), selected, (i) => this.#choose(shown, layerOf(layers[i])));
  }

  #renderControls(document: AttributionDocument): TemplateResult {
    const smooth = document.result.layer === undefined ? 'Averaged' : 'Smooth';
    return html`${renderShare('Opacity', this.opacity, (share) => {
      this.opacity = share;
    })}
    ${renderShare('Hide below', this.threshold, (share) => {
      this.threshold = share;
    })}
    ${renderCheckbox('Outlines', this.#lines, (checked) => {
      this.contours = checked;
    })}
    ${renderCheckbox(smooth, this.#detail === 'smooth', (checked) => {
      this.smooth = checked;
    })}
    ${renderLift(this.#lift)}`;
  }

  #renderStage(document: AttributionDocument): TemplateResult {
    const { width, height } = this.#grid;
    const { cell } = this;
    const mark = cell === undefined ? undefined : boxOf(cell, this.#grid);
    const label = `Evidence for ${subjectWords(document)} on ${document.image.name}`;
    return html`<div
        class="hold"
        part="stage"
        tabindex="0"
        role="group"
        aria-label=${`${label}, ${height} rows of ${width} ${evidenceUnit(document).of}s: arrow keys move`}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${() => this.#go(undefined)}
        @click=${this.#select}
        @keydown=${this.#key}
      >
        <convlens-overlay
          .image=${document.image}
          .grid=${this.#drawn}
          .paint=${this.#paint}
          .outlines=${this.#outlines}
          .mark=${mark}
          .smooth=${this.#detail === 'smooth'}
          .lifted=${this.#lift.lifted}
          .label=${label}
        ></convlens-overlay>
      </div>
      <p class="readout ${cell === undefined ? 'screen' : ''}" part="readout" aria-live="polite">${cell === undefined ? hint(document) : this.#words(cell, document)}</p>`;
  }

  #words(cell: number, document: AttributionDocument): TemplateResult {
    const { width, values } = this.#grid;
    const value = values[cell];
    const strength = this.#detail === 'squares' ? shareOfLimit(value, this.#scale.limit) : '';
    return html`Row ${Math.floor(cell / width)}, column ${cell % width}: <strong>${evidenceWords(value, document)}</strong>${strength && value ? `, ${strength}` : ''}`;
  }

  protected override renderLegend(document: AttributionDocument): TemplateResult {
    const { limit, clippedShare } = this.#scale;
    const paint = this.#paint;
    const bar = colourBar({
      colourAt: (share) => paintedOver((2 * share - 1) * limit, paint, UNDER),
      low: -limit,
      high: limit,
      lowWord: 'against',
      highWord: 'for',
      unit: scaleWords(document),
      clippedShare,
    });
    return html`${bar} ${this.#lines && limit > 0 ? this.#renderSamples() : nothing}
    ${this.#detail === 'smooth' ? html`<span>drawn ${smoothWords(document)}</span>` : nothing}
    ${this.threshold > 0 ? html`<span>nothing is drawn below ${formatNumber(this.threshold * limit)}</span>` : nothing}`;
  }

  #renderSamples(): TemplateResult {
    const level = this.#level;
    return html`<span class="sample">for: solid outline, from ${formatSigned(level)}</span
      ><span class="sample against">against: dashed outline, from ${formatSigned(-level)}</span>`;
  }

  protected override method({ method, result, target, image }: AttributionDocument): string {
    const [height, width] = result.values.shape;
    const { steps, samples, baseline } = method.options;
    const parts = [
      methodTitle(method.name),
      result.layer === undefined
        ? `${formatShape([height, width])} pixels of ${image.name}`
        : `${result.layer}, ${formatShape([height, width])} cells`,
      Number.isFinite(steps) && `${steps} steps`,
      Number.isFinite(samples) && `${samples} samples`,
      ['string', 'number'].includes(typeof baseline) && `baseline ${baseline}`,
      target.logit !== null && `logit ${formatNumber(target.logit)}`,
      method.seed !== null && `seed ${method.seed}`,
    ];
    return parts.filter((part) => typeof part === 'string').join(', ');
  }

  protected override renderTable(document: AttributionDocument): TemplateResult {
    return renderStrongest(this.#grid, evidenceUnit(document).of);
  }

  /** The document of a class at a layer; another layer's where that is missing. */
  #choose(like: AttributionDocument, layer: string): void {
    const same = this.choices.filter((choice) => subjectWords(choice) === subjectWords(like));
    const chosen = same.find((choice) => layerOf(choice) === layer) ?? same[0];
    this.active = this.choices.indexOf(chosen);
    const { target, result } = chosen;
    this.announce({ class: target.index, label: target.label, ...(result.layer && { layer: result.layer }) });
  }

  #go(cell: number | undefined): void {
    this.cell = cell;
  }

  #point(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    if (!box.width) return;
    const { width, height } = this.#grid;
    const column = Math.floor(((event.clientX - box.left) / box.width) * width);
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const inside = row >= 0 && column >= 0 && row < height && column < width;
    this.#go(inside ? row * width + column : undefined);
  }

  #select(): void {
    const { cell } = this;
    if (cell === undefined) return;
    const { width, values } = this.#grid;
    this.announce({ row: Math.floor(cell / width), column: cell % width, value: values[cell] });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#go(undefined);
    if (event.key === 'Enter') this.#select();
    const { width, height } = this.#grid;
    let next: number | undefined = this.cell;
    for (let step = 0; step < (event.shiftKey ? STRIDE : 1); step++) {
      next = moveOnGrid(event.key, next ?? -1, width * height, width);
      if (next === undefined) return;
    }
    event.preventDefault();
    this.#go(next);
  }
}

function layerOf({ result }: AttributionDocument): string {
  return result.layer ?? 'the input';
}

/** The first document of each kind of key. */
function distinct(documents: readonly AttributionDocument[], key: (document: AttributionDocument) => string) {
  return documents.filter((document, i) => documents.findIndex((other) => key(other) === key(document)) === i);
}

function boxOf(cell: number, { width, height }: Grid) {
  return {
    x: (cell % width) / width,
    y: Math.floor(cell / width) / height,
    width: 1 / width,
    height: 1 / height,
  };
}

function hint(document: AttributionDocument): string {
  const { of } = evidenceUnit(document);
  const fast = document.result.layer === undefined ? ' (ten at a time with Shift)' : '';
  return `Point at a ${of}, or use the arrow keys${fast}, to read its number.`;
}
