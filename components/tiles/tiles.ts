import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { moveOnGrid } from '../shared/grid-keys.js';
import { DENSITY, drawPixels, type Pixels } from '../shared/pixel-canvas.js';
import { tilesStyles } from './tiles.styles.js';

export interface Tile {
  readonly pixels: Pixels;
  /** What is said of it when it is pointed at. */
  readonly label: string;
  /** A colour in a strip beneath the picture: a kernel's bias. */
  readonly strip?: string;
  /** Crossed out: there is nothing to see, and that is a finding. */
  readonly crossed?: boolean;
}

const STRIP = 4;

/**
 * Thumbnails by the hundred as one sprite, best first. Pointer and arrow keys show a tile's name; a click or Enter chooses it.
 *
 * @fires convlens-tile - a person chose a tile; `detail.index` is its place.
 */
export class ConvlensTiles extends LitElement {
  static override styles = tilesStyles;

  static override properties = {
    tiles: { attribute: false },
    size: { type: Number },
    gap: { type: Number },
    columns: { type: Number },
    chosen: { type: Number },
    label: {},
    hint: {},
    at: { state: true },
    room: { state: true },
  };

  declare tiles: readonly Tile[];
  /** Width of a tile in CSS pixels. */
  declare size: number;
  declare gap: number;
  /** Tiles in a row; 0: as many as there is room for. */
  declare columns: number;
  /** Which tile is chosen; -1: none. */
  declare chosen: number;
  declare label: string;
  declare hint: string;
  declare private at: number;
  declare private room: number;
  #observer: ResizeObserver | undefined;

  constructor() {
    super();
    this.tiles = [];
    this.size = 48;
    this.gap = 6;
    this.columns = 0;
    this.chosen = -1;
    this.label = 'Pictures';
    this.hint = 'Point at a picture, or use the arrow keys; click or Enter enlarges it.';
    this.at = -1;
    this.room = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry.contentRect.width > 0) this.room = entry.contentRect.width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  get #perRow(): number {
    const fitting = Math.floor((this.room + this.gap) / (this.size + this.gap));
    if (this.columns) return this.columns;
    // No straggler in the last row: as many rows as needed, evenly filled.
    const rows = Math.ceil(this.tiles.length / Math.max(1, fitting));
    return Math.ceil(this.tiles.length / rows);
  }

  /** Height of a tile's picture in CSS pixels, and of all of it. */
  get #heights(): { picture: number; tile: number } {
    const { width, height } = this.tiles[0].pixels;
    const picture = (this.size * height) / width;
    return { picture, tile: picture + (this.tiles[0].strip ? STRIP + 1 : 0) };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('tiles')) this.at = -1;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.tiles.length) return nothing;
    return html`<div class="frame">
        <div
          class="stage"
          part="stage"
          tabindex="0"
          role="group"
          aria-label=${`${this.label}: arrow keys move, Enter chooses`}
          @pointermove=${(event: PointerEvent) => this.#go(this.#under(event))}
          @pointerleave=${() => this.#go(-1)}
          @click=${this.#click}
          @keydown=${this.#key}
        >
          <canvas role="img" aria-label=${this.label}></canvas>
          ${this.#mark(this.chosen, 'chosen')} ${this.at === this.chosen ? nothing : this.#mark(this.at, 'at')}
        </div>
      </div>
      <p class="readout" part="readout" aria-live="polite">${this.tiles[this.at]?.label ?? this.hint}</p>`;
  }

  protected override updated(changed: PropertyValues): void {
    const redraw = ['tiles', 'size', 'gap', 'columns', 'room'].some((name) => changed.has(name));
    if (redraw && this.tiles.length && (this.room || this.columns)) this.#draw();
  }

  #draw(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const rows = Math.ceil(this.tiles.length / this.#perRow);
    const { picture, tile } = this.#heights;
    const width = this.#perRow * (this.size + this.gap) - this.gap;
    const height = rows * (tile + this.gap) - this.gap;
    canvas.width = Math.round(width * DENSITY);
    canvas.height = Math.round(height * DENSITY);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.scale(DENSITY, DENSITY);
    this.tiles.forEach((entry, index) => {
      const [x, y] = this.#corner(index);
      drawPixels(context, entry.pixels, x, y, this.size, picture);
      if (entry.strip) {
        context.fillStyle = entry.strip;
        context.fillRect(x, y + picture + 1, this.size, STRIP);
      }
      if (entry.crossed) cross(context, x, y, this.size, picture);
    });
  }

  #corner(index: number): readonly [x: number, y: number] {
    const row = Math.floor(index / this.#perRow);
    return [(index % this.#perRow) * (this.size + this.gap), row * (this.#heights.tile + this.gap)];
  }

  #mark(index: number, name: string): TemplateResult | typeof nothing {
    if (!this.tiles[index]) return nothing;
    const [left, top] = this.#corner(index);
    const box = { left: `${left}px`, top: `${top}px`, width: `${this.size}px`, height: `${this.#heights.tile}px` };
    return html`<span class="mark ${name}" style=${styleMap(box)}></span>`;
  }

  #under(event: MouseEvent): number {
    const box = this.renderRoot.querySelector('canvas')!.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / (this.size + this.gap));
    const row = Math.floor((event.clientY - box.top) / (this.#heights.tile + this.gap));
    if (column < 0 || row < 0 || column >= this.#perRow) return -1;
    const index = row * this.#perRow + column;
    return index < this.tiles.length ? index : -1;
  }

  #go(index: number): void {
    this.at = index;
  }

  #click(event: MouseEvent): void {
    this.#choose(this.#under(event));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#go(-1);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(this.at);
      return;
    }
    const from = this.at < 0 ? this.chosen : this.at;
    const next = moveOnGrid(event.key, from, this.tiles.length, this.#perRow);
    if (next === undefined) return;
    event.preventDefault();
    this.#go(next);
  }

  #choose(index: number): void {
    if (index < 0 || !this.tiles[index]) return;
    this.dispatchEvent(new CustomEvent('convlens-tile', { detail: { index } }));
  }
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.strokeStyle = '#fff';
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + width * 0.25, y + height * 0.25);
  context.lineTo(x + width * 0.75, y + height * 0.75);
  context.moveTo(x + width * 0.75, y + height * 0.25);
  context.lineTo(x + width * 0.25, y + height * 0.75);
  context.stroke();
}
