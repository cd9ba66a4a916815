import { formatNumber, formatShare } from '../document/format.js';
import { pngDataUri } from '../image/png.js';
import type { Rgb } from './colour.js';
import { image, LINE, MUTED, rect, type Svg, text } from './svg.js';

export interface ColourBar {
  /** What the numbers are. */
  readonly title: string;
  /** The colour at a share 0..1 of the way from low to high. */
  readonly colourAt: (share: number) => Rgb;
  readonly low: number;
  readonly high: number;
  /** Words beside the ends. */
  readonly lowWord?: string;
  readonly highWord?: string;
  readonly clippedShare?: number;
}

export const COLOUR_BAR_HEIGHT = 34;

/** The legend of a colour scale: title, bar, ends in numbers and words, and how much lies beyond the ends. */
export function colourBar(x: number, y: number, bar: ColourBar, width = 150): Svg {
  const data = Uint8Array.from(Array.from({ length: 75 }, (_, i) => bar.colourAt(i / 74)).flat());
  const uri = pngDataUri({ width: 75, height: 1, channels: 3, data });
  const low = [bar.lowWord, formatNumber(bar.low)].filter(Boolean).join(' ');
  const high = [formatNumber(bar.high), bar.highWord].filter(Boolean).join(' ');
  const clipped = bar.clippedShare ? ` (${formatShare(bar.clippedShare)} lie beyond)` : '';
  const left = x + low.length * 7 + 8;
  const small = { size: 12, fill: MUTED };
  return [
    text(x, y + 11, bar.title + clipped, small),
    text(x, y + 29, low, small),
    image(uri, left, y + 19, width, 11, true),
    rect(left, y + 19, width, 11, { fill: 'none', stroke: LINE }),
    text(left + width + 6, y + 29, high, small),
  ].join('');
}
