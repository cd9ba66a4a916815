import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  type AgreementMatrix,
  agreementMatrix,
  countOf,
  formatNumber,
  formatShare,
  type SuperpixelsDocument,
} from '../../src/document/index.js';
import {
  agreementFinding,
  comparisonKey,
  type EvidenceDocument,
  type EvidencePanelPart,
  evidenceUnit,
  paintedOver,
  panelParts,
  panelTitles,
  type Rgb,
  scaleKey,
  subjectWords,
} from '../../src/render/index.js';
import { renderClassSwitch } from '../shared/class-switch.js';
import { renderCheckbox, renderChoice, renderLift } from '../shared/controls.js';
import { DocumentElement } from '../shared/document-element.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { colourBar } from '../shared/legend.js';
import { LiftController } from '../shared/lift-controller.js';
import { GRID_WIDTH } from '../shared/picture.js';
import { renderProvenance } from '../shared/provenance.js';
import { type Measure, renderAgreement } from './agreement-table.js';
import { compareMethodsStyles } from './compare-methods.styles.js';
import { renderPanel } from './panel.js';
import {
  type Cells,
  cellGrid,
  evidenceDensity,
  regionSelections,
  type Selection,
  selectCells,
  shareOf,
} from './selection.js';

const UNDER: Rgb = [214, 214, 214];
const MEASURES: readonly Measure[] = ['spearman', 'jaccard'];
/** Share of the pixels that count as the top. */
const TOP = 0.1;

/** What several methods say of one image and class, side by side: where they agree, and what each says of one region. */
export class ConvlensCompareMethods extends DocumentElement<EvidenceDocument> {
  static override styles = compareMethodsStyles;

  static override properties = {
    ...DocumentElement.properties,
    own: { type: Boolean },
    averaged: { type: Boolean },
    measure: { state: true },
    selection: { state: true },
  };

  /** Whether every method is drawn on a scale of its own. Default: those whose units are the same share one. */
  declare own: boolean;
  /** Whether the evidence of single pixels is averaged over their neighbours. Default: on photographs, which are drawn small here. */
  declare averaged: boolean | undefined;
  declare private measure: Measure;
  declare private selection: Selection | undefined;
  protected override readonly kinds = ['superpixels', 'attribution'] as const;
  readonly #lift = new LiftController(this);
  #panels: readonly EvidencePanelPart[] = [];
  #titles: readonly string[] = [];
  #agreement!: AgreementMatrix;
  #densities: readonly Float64Array[] = [];
  /** The regions that one may choose from, where a document has some. */
  #regions: readonly Selection[] = [];
  /** Where keys stand: a region, or the corner of the chosen cells that moves. */
  #at = -1;
  #anchor = -1;

  constructor() {
    super();
    this.own = false;
    this.measure = 'spearman';
  }

  /** The documents of the shown class. */
  get #together(): readonly EvidenceDocument[] {
    const { shown } = this;
    return shown ? this.choices.filter((choice) => subjectWords(choice) === subjectWords(shown)) : [];
  }

  get #averaged(): boolean {
    return this.averaged ?? (this.shown !== undefined && this.shown.image.width > GRID_WIDTH);
  }

  protected override prepare(): void {
    this.selection = undefined;
    this.#at = -1;
    this.#anchor = -1;
  }

  protected override belongs(document: EvidenceDocument, shown: EvidenceDocument): boolean {
    return comparisonKey(document) === comparisonKey(shown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const given = ['document', 'documents', 'loaded', 'index', 'active'].some((name) => changed.has(name));
    if (!this.shown) return;
    if (given) this.#compare();
    if (given || changed.has('own') || changed.has('averaged')) {
      this.#panels = panelParts(this.#together, { own: this.own, averaged: this.#averaged });
    }
  }

  #compare(): void {
    const documents = this.#together;
    this.#titles = panelTitles(documents);
    this.#agreement = agreementMatrix(documents, { top: TOP });
    this.#densities = documents.map(evidenceDensity);
    const withRegions = documents.findIndex(({ kind }) => kind === 'superpixels');
    this.#regions =
      withRegions < 0 ? [] : regionSelections(documents[withRegions] as SuperpixelsDocument, this.#titles[withRegions]);
  }

  protected override finding(document: EvidenceDocument): string {
    return agreementFinding(this.#agreement.spearman, this.#titles, subjectWords(document));
  }

  protected override doubtful(): boolean {
    return false;
  }

  protected override sentences(): readonly string[] {
    const doubtful = this.#titles.filter((_, i) => this.#together[i].quality.trustworthy === false);
    const agreeing = 'That methods agree does not make them right: they may share a fault.';
    return doubtful.length ? [`Do not trust ${doubtful.join(', ')}: a check fails.`, agreeing] : [agreeing];
  }

  protected override renderPicture(document: EvidenceDocument): TemplateResult {
    return html`<div class="controls">${renderClassSwitch(this.choices, document, (first) => {
      this.active = this.choices.indexOf(first);
      this.announce({ class: first.target.index, label: first.target.label });
    })}
        ${renderCheckbox('Each on its own scale', this.own, (checked) => {
          this.own = checked;
        })}
        ${renderCheckbox('Average pixels', this.#averaged, (checked) => {
          this.averaged = checked;
        })}
        ${renderLift(this.#lift)}
      </div>
      ${this.#renderPanels(document)}
      <p class=${this.selection ? 'readout' : 'readout screen'} part="readout" aria-live="polite">${this.#words()}</p>
      <section aria-label="Agreement">
        <div class="controls">${renderChoice(
          'Agreement',
          ['rank correlation', `overlap of the top ${formatShare(TOP)}`],
          MEASURES.indexOf(this.measure),
          (i) => {
            this.measure = MEASURES[i];
          },
        )}</div>
        <div class="wide" tabindex="0" role="group" aria-label="Agreement of the methods">
          ${renderAgreement(this.#agreement, this.#titles, this.measure)}
        </div>
      </section>`;
  }

  #renderPanels({ image }: EvidenceDocument): TemplateResult {
    const { selection } = this;
    const keys = this.#regions.length
      ? 'arrow keys go through the regions'
      : 'arrow keys choose a cell, with Shift several';
    return html`<div
      class="panels"
      part="stage"
      tabindex="0"
      role="group"
      aria-label=${`${countOf(this.#titles.length, 'method')} on ${image.name}: ${keys}`}
      @keydown=${this.#key}
      @pointerdown=${this.#press}
      @pointermove=${this.#drag}
    >
      ${this.#panels.map((panel, i) =>
        renderPanel({
          ...panel,
          title: this.#titles[i],
          number: i + 1,
          sharing: this.own ? 1 : this.#panels.filter((other) => sameScale(other, panel)).length,
          share: selection && shareOf(this.#densities[i], selection),
          region: selection && { path: selection.path, width: image.width, height: image.height },
          lifted: this.#lift.lifted,
        }),
      )}
    </div>`;
  }

  #words(): string {
    const { selection } = this;
    if (!selection) {
      return this.#regions.length
        ? 'Choose a region, by pointer or with the arrow keys, to see what share of each method’s evidence it has. Drag for a rectangle.'
        : 'Choose a cell, by pointer or with the arrow keys, to see what share of each method’s evidence it has. Drag for more.';
    }
    const shares = this.#densities
      .map((density, i) => ({ title: this.#titles[i], share: shareOf(density, selection).for }))
      .filter((entry): entry is { title: string; share: number } => entry.share !== null)
      .sort((a, b) => b.share - a.share);
    if (!shares.length) return `${selection.name}: no method has any evidence for the class.`;
    const [most, least] = [shares[0], shares[shares.length - 1]];
    const area = selection.mask.reduce((sum, inside) => sum + inside, 0) / selection.mask.length;
    return `${selection.name}, ${formatShare(area)} of the picture: it has most of the evidence by ${most.title} (${formatShare(most.share)}), least by ${least.title} (${formatShare(least.share)}).`;
  }

  protected override renderLegend(): TemplateResult {
    const bar = colourBar({
      colourAt: (share) => paintedOver(2 * share - 1, { limit: 1 }, UNDER),
      low: -1,
      high: 1,
      lowWord: 'against',
      highWord: 'for',
      unit: 'in units of the limit that stands beneath each picture:',
    });
    const scale = this.own ? 'Every method has its own limit.' : 'Methods whose units are the same share one limit.';
    return html`${bar}<span>${scale}</span>`;
  }

  protected override method(): string {
    return `${countOf(this.#titles.length, 'method')}, compared on the pixels of the picture: a layer’s cells are interpolated, regions spread over their pixels`;
  }

  protected override renderTable(): TemplateResult {
    return html`<table>
      <thead>
        <tr><th>Method</th><th>Unit</th><th>Of each</th><th class="right">Limit</th><th class="right">Beyond it</th><th>Trust</th></tr>
      </thead>
      <tbody>
        ${this.#panels.map(({ document, scale }, i) => {
          const { unit, of } = evidenceUnit(document);
          return html`<tr>
            <td>${this.#titles[i]}</td><td>${unit}</td><td>${of}</td><td class="right">${formatNumber(scale.limit)}</td>
            <td class="right">${formatShare(scale.clippedShare)}</td><td>${trustWord(document)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  protected override renderProvenance(): TemplateResult | typeof nothing {
    if (this.for) return nothing;
    return html`${this.#panels.map(
      ({ document }, i) => html`<p class="title">${this.#titles[i]}</p>
        ${renderProvenance(document)}`,
    )}`;
  }

  #choose(selection: Selection | undefined): void {
    this.selection = selection;
    if (!selection) return;
    const shares = this.#densities.map((density, i) => ({ method: this.#titles[i], ...shareOf(density, selection) }));
    this.announce({ region: selection.name, shares });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#at = -1;
      this.#choose(undefined);
      return;
    }
    const { rows, columns } = cellGrid(this.shown!.image);
    const count = this.#regions.length || rows * columns;
    const next = moveOnGrid(event.key, this.#at, count, this.#regions.length ? 1 : columns);
    if (next === undefined) return;
    event.preventDefault();
    this.#at = next;
    if (!event.shiftKey) this.#anchor = next;
    this.#choose(this.#regions[next] ?? this.#cellsBetween(this.#anchor, next));
  }

  #press(event: PointerEvent): void {
    const cell = this.#cellAt(event);
    if (cell === undefined) return;
    this.#anchor = cell;
    this.#at = cell;
    const region = this.#regions.findIndex(({ mask }) => mask[this.#pixelAt(event)] === 1);
    if (region >= 0) this.#at = region;
    this.#choose(this.#regions[region] ?? this.#cellsBetween(cell, cell));
  }

  #drag(event: PointerEvent): void {
    const cell = event.buttons === 1 ? this.#cellAt(event) : undefined;
    if (cell === undefined || this.#anchor < 0 || (cell === this.#at && !this.#regions.length)) return;
    if (this.#regions.length && cell === this.#anchor) return;
    if (!this.#regions.length) this.#at = cell;
    this.#choose(this.#cellsBetween(this.#anchor, cell));
  }

  #cellsBetween(a: number, b: number): Selection {
    const { image } = this.shown!;
    const { columns } = cellGrid(image);
    const [rowA, rowB] = [Math.floor(a / columns), Math.floor(b / columns)];
    const cells: Cells = {
      top: Math.min(rowA, rowB),
      bottom: Math.max(rowA, rowB),
      left: Math.min(a % columns, b % columns),
      right: Math.max(a % columns, b % columns),
    };
    return selectCells(image, cells);
  }

  /** Where on the picture the pointer is, in shares of its sides. */
  #placeOf(event: PointerEvent): readonly [x: number, y: number] | undefined {
    const picture = (event.target as Element).closest('convlens-overlay');
    const box = picture?.getBoundingClientRect();
    if (!box?.width) return undefined;
    const inside = (share: number) => Math.min(1 - 1e-9, Math.max(0, share));
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  #cellAt(event: PointerEvent): number | undefined {
    const place = this.#placeOf(event);
    if (!place) return undefined;
    const { rows, columns } = cellGrid(this.shown!.image);
    return Math.floor(place[1] * rows) * columns + Math.floor(place[0] * columns);
  }

  #pixelAt(event: PointerEvent): number {
    const [x, y] = this.#placeOf(event) ?? [0, 0];
    const { width, height } = this.shown!.image;
    return Math.floor(y * height) * width + Math.floor(x * width);
  }
}

function sameScale(a: EvidencePanelPart, b: EvidencePanelPart): boolean {
  return scaleKey(a.document) === scaleKey(b.document);
}

function trustWord({ quality }: EvidenceDocument): string {
  if (quality.trustworthy === null) return 'not tested';
  return quality.trustworthy ? 'checks pass' : 'a check fails';
}
