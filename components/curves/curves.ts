import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { countOf, formatNumber, formatShare } from '../../src/document/index.js';
import {
  beatsChance,
  curveNames,
  curvesFinding,
  curvesOf,
  type DocumentCurves,
  type EvidenceDocument,
  lineOf,
  subjectWords,
} from '../../src/render/index.js';
import { renderClassSwitch } from '../shared/class-switch.js';
import { DocumentElement } from '../shared/document-element.js';
import { renderProvenance } from '../shared/provenance.js';
import { curvesStyles } from './curves.styles.js';
import { curvesChart } from './curves-chart.js';

const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** How a class's score goes as an image is taken away or put back, most relevant places first, against random order. */
export class ConvlensCurves extends DocumentElement<EvidenceDocument> {
  static override styles = curvesStyles;

  protected override readonly kinds = ['superpixels', 'attribution'] as const;
  #all: readonly DocumentCurves[] = [];

  protected override prepare(): void {}

  protected override belongs(document: EvidenceDocument, shown: EvidenceDocument): boolean {
    return document.image.name === shown.image.name && super.belongs(document, shown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { shown } = this;
    if (!shown) return;
    this.#all = curvesOf(this.choices.filter((choice) => subjectWords(choice) === subjectWords(shown)));
  }

  protected override finding(): string {
    return curvesFinding(this.#all);
  }

  protected override doubtful(): boolean {
    return false;
  }

  protected override sentences(): readonly string[] {
    return [];
  }

  protected override renderPicture(document: EvidenceDocument): TemplateResult {
    return html`<div class="controls">${renderClassSwitch(this.choices, document, (first) => {
      this.active = this.choices.indexOf(first);
      this.announce({ class: first.target.index, label: first.target.label });
    })}</div>
      <div class="charts">${curveNames(this.#all).map((name) => this.#renderChart(name))}</div>
      <div class="wide" tabindex="0" role="group" aria-label="Areas under the curves">${this.#renderAreas()}</div>`;
  }

  #renderChart(name: string): TemplateResult {
    return html`<div class="chart">
      <p class="title">${name}</p>
      <convlens-chart
        style="--height: 260px"
        .chart=${curvesChart(this.#all, name)}
        label=${`${name} curves of ${this.#all.map(({ title }) => title).join(', ')}; the areas are in the table`}
        ><p class="quiet">The curves could not be drawn here; the table has their areas.</p></convlens-chart
      >
    </div>`;
  }

  #renderAreas(): TemplateResult {
    const names = curveNames(this.#all);
    return html`<table>
      <thead>
        <tr><th>Line</th><th>Method</th>${names.map((name) => html`<th class="right">${name}, area</th><th class="right">in random order</th><th>beats chance</th>`)}</tr>
      </thead>
      <tbody>
        ${this.#all.map(
          ({ title, curves }, i) => html`<tr>
            <td>${lineSample(i)}</td><th scope="row">${title}</th>
            ${names.map((name) => renderArea(curves.find((curve) => curve.name === name)))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  protected override renderLegend(): TemplateResult {
    return html`<span>Deletion: lower is better. Insertion: higher is better.</span
      ><span class="random">thin line: the same places in random order</span>`;
  }

  protected override method(document: EvidenceDocument): string {
    const [first] = this.#all.flatMap(({ curves }) => curves);
    if (!first) return `${countOf(this.choices.length, 'document')} without curves`;
    const orders = first.random ? `, ${countOf(first.random.orders, 'random order')}` : '';
    const units = [...new Set(this.#all.flatMap(({ curves }) => curves.map(({ unit }) => unit)))].join(', ');
    return `Score of ${subjectWords(document)} on ${document.image.name}; ${units}, hidden places show ${first.fill}${orders}`;
  }

  protected override renderTable(): TemplateResult {
    return html`<table>
      <caption class="quiet">Scores at the share of the image that is hidden or shown nearest to each fifth</caption>
      <thead>
        <tr><th>Method</th><th>Curve</th>${FIFTHS.map((share) => html`<th class="right">${formatShare(share)}</th>`)}</tr>
      </thead>
      <tbody>
        ${this.#all.flatMap(({ title, curves }) =>
          curves.flatMap(({ name, shares, scores, random }) => [
            renderScores(title, name, shares, scores),
            random ? renderScores(title, `${name}, random order`, shares, random.scores) : nothing,
          ]),
        )}
      </tbody>
    </table>`;
  }

  protected override renderProvenance(): TemplateResult | typeof nothing {
    if (this.for) return nothing;
    return html`${this.#all.map(
      ({ document, title }) => html`<p class="title">${title}</p>
        ${renderProvenance(document)}`,
    )}`;
  }
}

function renderScores(
  title: string,
  name: string,
  shares: readonly number[],
  scores: readonly number[],
): TemplateResult {
  const nearest = (share: number) =>
    shares.reduce((best, each, i) => (Math.abs(each - share) < Math.abs(shares[best] - share) ? i : best), 0);
  return html`<tr>
    <td>${title}</td><td>${name}</td>${FIFTHS.map((share) => html`<td class="right">${formatNumber(scores[nearest(share)])}</td>`)}
  </tr>`;
}

function renderArea(curve: DocumentCurves['curves'][number] | undefined): TemplateResult {
  if (!curve) return html`<td class="right">–</td><td></td><td></td>`;
  const beats = beatsChance(curve);
  const verdict = beats === null ? 'unknown' : beats ? '✓ yes' : '✗ no';
  return html`<td class="right">${formatNumber(curve.area)}</td>
    <td class="right">${curve.random ? formatNumber(curve.random.area) : '–'}</td>
    <td class=${beats === false ? 'fails' : ''}>${verdict}</td>`;
}

function lineSample(index: number): TemplateResult {
  const { colour, dashes } = lineOf(index);
  return html`<svg class="line" viewBox="0 0 44 8" aria-hidden="true">
    ${svg`<path d="M0 4H44" stroke=${colour} stroke-width="2.25" stroke-dasharray=${dashes.svg ?? 'none'} />`}
  </svg>`;
}
