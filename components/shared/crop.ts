import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { PatchesDocument } from '../../src/document/index.js';

type Sprite = PatchesDocument['result']['sprite'];
type Patch = PatchesDocument['result']['units'][number]['patches'][number];

/** Hands the picture of all crops to those inside, once. */
export const spriteStyle = (sprite: Sprite) => styleMap(sprite ? { '--sprite': `url("${sprite.pixels}")` } : {});

/** A region at its place in its receptive field, which takes `side` CSS pixels at most: what the border cut off is left blank. */
export function renderCrop(
  sprite: Sprite,
  { cell, box, clipped }: Patch,
  side: number,
): TemplateResult | typeof nothing {
  if (!sprite || cell === undefined) return nothing;
  const { columns, cellWidth, cellHeight } = sprite;
  const fit = side / Math.max(cellWidth, cellHeight);
  const scale = fit >= 1 ? Math.max(1, Math.floor(fit)) : fit;
  const px = (value: number) => `${value * scale}px`;
  const crop = {
    width: px(Math.min(box.width, cellWidth)),
    height: px(Math.min(box.height, cellHeight)),
    backgroundSize: `${px(columns * cellWidth)} auto`,
    backgroundPosition: `${px(-(cell % columns) * cellWidth)} ${px(-Math.floor(cell / columns) * cellHeight)}`,
  };
  const field = {
    width: px(cellWidth),
    height: px(cellHeight),
    justifyContent: box.x === 0 ? 'flex-end' : 'flex-start',
    alignItems: box.y === 0 ? 'flex-end' : 'flex-start',
  };
  return html`<div class="field ${clipped ? 'cut' : ''}" style=${styleMap(field)}>
    <div class="crop ${scale < 1 ? 'smooth' : ''}" style=${styleMap(crop)}></div>
  </div>`;
}
