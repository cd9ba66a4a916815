import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { DENSITY, drawPixels, type Pixels } from '../shared/pixel-canvas.js';
import { pixelsStyles } from './pixels.styles.js';

/** Longest side of the canvas in CSS pixels that is sharp at double density. */
const SHARP = 400;

/** One grid of numbers, enlarged: the cell under the pointer, or moved to by key, is outlined and its number is shown. */
export class ConvlensPixels extends LitElement {
  static override styles = pixelsStyles;

  static override properties = {
    pixels: { attribute: false },
    describe: { attribute: false },
    label: {},
    hint: {},
    cell: { state: true },
  };

  declare pixels: Pixels | undefined;
  /** What stands at a row and column, in words. */
  declare describe: (row: number, column: number) => string;
  declare label: string;
  /** What is said while no cell is pointed at. */
  declare hint: string;
  declare private cell: readonly [row: number, column: number] | undefined;

  constructor() {
    super();
    this.describe = (row, column) => `row ${row}, column ${column}`;
    this.label = 'Picture';
    this.hint = 'Point at a cell, or use the arrow keys, to read its number.';
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { pixels, cell } = this;
    if (changed.has('pixels') && cell && pixels && (cell[0] >= pixels.height || cell[1] >= pixels.width))
      this.cell = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { pixels, cell } = this;
    if (!pixels) return nothing;
    return html`<div
        class="stage"
        part="stage"
        tabindex="0"
        role="group"
        aria-label=${`${this.label}, ${pixels.height} rows of ${pixels.width} cells: arrow keys move`}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${() => this.#go(undefined)}
        @keydown=${this.#key}
      >
        <canvas role="img" aria-label=${this.label}></canvas>
        ${cell ? html`<span class="cell" style=${styleMap(this.#place(cell))}></span>` : nothing}
      </div>
      <p class="readout" part="readout" aria-live="polite">${cell ? this.describe(...cell) : this.hint}</p>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('pixels') || !this.pixels) return;
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) return;
    const { width, height } = this.pixels;
    const scale = Math.max(1, Math.ceil((SHARP * DENSITY) / Math.max(width, height)));
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    if (context) drawPixels(context, this.pixels, 0, 0, canvas.width, canvas.height);
  }

  #place([row, column]: readonly [number, number]): Record<string, string> {
    const { width, height } = this.pixels!;
    return {
      left: `${(column / width) * 100}%`,
      top: `${(row / height) * 100}%`,
      width: `${100 / width}%`,
      height: `${100 / height}%`,
    };
  }

  #go(cell: readonly [number, number] | undefined): void {
    this.cell = cell;
  }

  #point(event: PointerEvent): void {
    const box = this.renderRoot.querySelector('canvas')!.getBoundingClientRect();
    if (!box.width || !this.pixels) return;
    const column = Math.floor(((event.clientX - box.left) / box.width) * this.pixels.width);
    const row = Math.floor(((event.clientY - box.top) / box.height) * this.pixels.height);
    const inside = row >= 0 && column >= 0 && row < this.pixels.height && column < this.pixels.width;
    this.#go(inside ? [row, column] : undefined);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#go(undefined);
      return;
    }
    const { width, height } = this.pixels!;
    const at = this.cell ? this.cell[0] * width + this.cell[1] : -1;
    const next = moveOnGrid(event.key, at, width * height, width);
    if (next === undefined) return;
    event.preventDefault();
    this.#go([Math.floor(next / width), next % width]);
  }
}
