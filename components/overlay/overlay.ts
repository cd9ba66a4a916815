import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ImagePart } from '../../src/document/index.js';
import { type EvidencePaint, type Grid, paintEvidence } from '../../src/render/index.js';
import { GRID_WIDTH, renderImage } from '../shared/picture.js';
import { overlayStyles } from './overlay.styles.js';

/** A rectangle in shares 0..1 of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lines around what speaks for and against, as path data in units of the grid's cells. */
export interface Outlines {
  readonly for: string;
  readonly against: string;
}

/** A picture in grey with signed evidence laid over it. It only shows: keys and pointers are its host's. */
export class ConvlensOverlay extends LitElement {
  static override styles = overlayStyles;

  static override properties = {
    image: { attribute: false },
    grid: { attribute: false },
    paint: {
      attribute: false,
      hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before),
    },
    outlines: { attribute: false },
    mark: { attribute: false },
    region: { attribute: false },
    smooth: { type: Boolean },
    lifted: { type: Boolean },
    label: {},
  };

  declare image: ImagePart | undefined;
  /** The evidence, stretched over the whole picture. */
  declare grid: Grid | undefined;
  declare paint: EvidencePaint;
  declare outlines: Outlines | undefined;
  /** What is pointed at. */
  declare mark: Box | undefined;
  /** A region in units of `size`, as path data: instead of `mark`, where it is no rectangle. */
  declare region: { readonly path: string; readonly width: number; readonly height: number } | undefined;
  /** Whether the evidence is drawn without edges between its cells. */
  declare smooth: boolean;
  /** Whether the picture is shown alone. */
  declare lifted: boolean;
  declare label: string;

  constructor() {
    super();
    this.paint = { limit: 0 };
    this.smooth = false;
    this.lifted = false;
    this.label = 'Evidence';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { image, grid, mark } = this;
    if (!image || !grid) return nothing;
    const few = image.width <= GRID_WIDTH;
    return html`<div class=${classMap({ stage: true, lifted: this.lifted, grid: few })}>
      ${renderImage(image)}
      <canvas
        class=${classMap({ evidence: true, smooth: this.smooth || grid.width > 2 * GRID_WIDTH })}
        role="img"
        aria-label=${this.label}
        width=${grid.width}
        height=${grid.height}
      ></canvas>
      ${this.#renderLines(grid)}
      ${mark ? html`<span class="mark" style=${styleMap(placeOf(mark))}></span>` : nothing}
    </div>`;
  }

  #renderLines({ width, height }: Grid): TemplateResult {
    const { outlines, region } = this;
    const edge = (side: 'against' | 'for', path: string) =>
      path ? svg`<path class="under" d=${path} /><path class="edge ${side}" d=${path} />` : nothing;
    return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
        ${outlines ? [edge('against', outlines.against), edge('for', outlines.for)] : nothing}
      </svg>
      ${
        region
          ? html`<svg viewBox="0 0 ${region.width} ${region.height}" preserveAspectRatio="none" aria-hidden="true">
            <path class="pointed halo" d=${region.path} /><path class="pointed" d=${region.path} />
          </svg>`
          : nothing
      }`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!['grid', 'paint'].some((name) => changed.has(name))) return;
    const { grid, paint } = this;
    const context = this.renderRoot.querySelector<HTMLCanvasElement>('.evidence')?.getContext('2d');
    if (!grid || !context) return;
    context.putImageData(new ImageData(paintEvidence(grid.values, paint), grid.width, grid.height), 0, 0);
  }
}

function placeOf({ x, y, width, height }: Box): Record<string, string> {
  return { left: `${100 * x}%`, top: `${100 * y}%`, width: `${100 * width}%`, height: `${100 * height}%` };
}
