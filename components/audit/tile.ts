import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';

/** Pictures in one PNG, as documents hold them. */
export interface Sprite {
  readonly pixels: string;
  readonly tile: number;
  readonly columns: number;
}

/** One picture of a sprite whose address is the property `--sprite` of an ancestor. */
export function renderTile({ tile, columns }: Sprite, index: number, size: number): TemplateResult {
  const px = (value: number) => `${value}px`;
  const place = {
    width: px(size),
    height: px(size),
    backgroundSize: `${px(columns * size)} auto`,
    backgroundPosition: `${px(-(index % columns) * size)} ${px(-Math.floor(index / columns) * size)}`,
  };
  return html`<span class="tile ${size >= tile ? 'sharp' : ''}" style=${styleMap(place)}></span>`;
}

/** The address of a sprite, for `renderTile`. */
export function spriteStyle({ pixels }: Sprite) {
  return styleMap({ '--sprite': `url("${pixels}")` });
}
