import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatNumber, formatShape, type NetworkDocument } from '../../src/document/index.js';
import { DocumentElement } from '../shared/document-element.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { renderFields } from './fields.js';
import { networkStyles } from './network.styles.js';
import { type Layer, layWires, renderWires, type Wire, wiresWidth } from './wires.js';

/** The layers of a network: how they hang together, their shapes and parameters, and how much of the image each sees. */
export class ConvlensNetwork extends DocumentElement<NetworkDocument> {
  static override styles = networkStyles;

  static override properties = { ...DocumentElement.properties, pointed: { state: true } };

  /** The row that is pointed at; -1: none. */
  declare private pointed: number;
  protected override readonly kinds = ['network'] as const;
  #wires: readonly Wire[] = [];

  constructor() {
    super();
    this.pointed = -1;
  }

  protected override prepare({ result }: NetworkDocument): void {
    this.#wires = layWires(result.layers);
    this.pointed = -1;
  }

  protected override renderPicture({ result }: NetworkDocument): TemplateResult {
    const { layers } = result;
    const most = Math.max(1, ...layers.map(({ parameters }) => parameters));
    const room = wiresWidth(this.#wires) + 6;
    return html`<div class="split">
      <div class="layers" @pointerleave=${() => this.#point(-1)} @keydown=${this.#key}>
        <table aria-label="Layers">
          <thead>
            <tr>
              <th style=${styleMap({ paddingInlineStart: `${room}px` })}>Layer</th><th>Operation</th><th>Output</th>
              <th class="right">Parameters</th><th>Sees (pixels)</th><th class="said"><span class="unseen">Link</span></th>
            </tr>
          </thead>
          <tbody>
            ${layers.map((layer, i) => this.#renderRow(layer, i, most, room))}
          </tbody>
        </table>
        ${renderWires(this.#wires, layers.length, this.pointed)}
      </div>
      ${renderFields(layers, layers[this.pointed])}
    </div>`;
  }

  #renderRow(
    { name, operation, shape, parameters, receptiveField }: Layer,
    row: number,
    most: number,
    room: number,
  ): TemplateResult {
    const bar = styleMap({ width: `${(100 * parameters) / most}%` });
    return html`<tr
      class=${row === this.pointed ? 'here' : ''}
      tabindex=${row === Math.max(0, this.pointed) ? 0 : -1}
      @focus=${() => this.#point(row)}
      @pointerenter=${() => this.#point(row)}
      @click=${() => this.announce({ layer: name })}
    >
      <th scope="row" title=${name} style=${styleMap({ paddingInlineStart: `${room}px` })}>${name}</th>
      <td>${operation}</td>
      <td class="number">${formatShape(shape)}</td>
      <td class="right">
        <span class="parameters"><span class="track"><span style=${bar}></span></span>${formatNumber(parameters)}</span>
      </td>
      <td class="number">${receptiveField ? receptiveField.size.map(formatNumber).join(' × ') : 'all'}</td>
      <td class="said">${this.#link(row)}</td>
    </tr>`;
  }

  /** What a row is to the one that is pointed at, in words. */
  #link(row: number): string {
    if (this.pointed < 0) return '';
    if (this.#wires.some(({ from, to }) => from === row && to === this.pointed)) return '← input';
    if (this.#wires.some(({ from, to }) => to === row && from === this.pointed)) return '→ output';
    return '';
  }

  protected override renderLegend(): TemplateResult {
    return html`<span>Bars: parameters. “All”: every unit sees the whole image. Lines join a layer to the layers it reads.</span>`;
  }

  protected override method({ model }: NetworkDocument): string {
    return `Read from ${model.name}; shapes are height × width × channels; receptive fields by arithmetic, borders not counted`;
  }

  protected override renderTable({ result }: NetworkDocument): TemplateResult {
    return html`<table>
      <thead>
        <tr><th>Layer</th><th>Operation</th><th>Inputs</th><th>Output</th><th class="right">Parameters</th><th>Size</th><th>Stride</th><th>Offset</th></tr>
      </thead>
      <tbody>
        ${result.layers.map(
          ({ name, operation, inputs, shape, parameters, receptiveField: field }) => html`<tr>
            <td>${name}</td><td>${operation}</td><td>${inputs.join(', ')}</td><td>${formatShape(shape)}</td><td class="right">${formatNumber(parameters)}</td>
            <td>${field ? field.size.join(' × ') : 'all'}</td><td>${field?.stride.join(' × ') ?? ''}</td><td>${field?.offset.join(', ') ?? ''}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #point(row: number): void {
    this.pointed = row;
  }

  #key(event: KeyboardEvent): void {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.layers tbody tr')];
    if (event.key === 'Escape') {
      this.#point(-1);
      return;
    }
    const at = rows.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    if (event.key === 'Enter') {
      rows[at].click();
      return;
    }
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : moveOnGrid(event.key, at, rows.length, 1);
    if (next === undefined) return;
    event.preventDefault();
    rows[next].focus();
  }
}
