import { interpolateBlues, interpolateOranges, interpolatePRGn, interpolateViridis } from 'd3-scale-chromatic';

/** Red, green and blue, 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

const STEPS = 256;
const NEUTRAL: Rgb = [247, 247, 247];
/** The scales' darkest ends are brown and navy: stopping before them keeps the hue that the words name. */
const DARKEST = 0.86;
/** Below this share of the limit, colours are mixed with the neutral grey, so that zero has no hue. */
const NEUTRAL_ZONE = 0.12;

/**
 * Signed evidence, from -1 to 1: positive (for the class) is orange, negative (against it) is blue, zero is neutral grey.
 * Halves of ColorBrewer's Oranges and Blues; both get darker at the same pace. Values beyond the ends are clamped, NaN is neutral.
 */
export const divergingEvidence = diverging((t) => {
  const colour = (t < 0 ? interpolateBlues : interpolateOranges)(Math.abs(t) * DARKEST);
  return mix(NEUTRAL, parseRgb(colour), Math.min(1, Math.abs(t) / NEUTRAL_ZONE));
});

/**
 * Signed weights, from -1 to 1: negative is purple, positive is green (ColorBrewer's PRGn), so that they are never mistaken
 * for evidence. Zero is neutral grey. Values beyond the ends are clamped, NaN is neutral.
 */
export const divergingWeights = diverging((t) => parseRgb(interpolatePRGn((t + 1) / 2)));

/** Activations, from 0 (dark) to 1 (light): viridis, whose lightness rises monotonically. Values beyond the ends are clamped. */
export const sequentialActivation = sequential(interpolateViridis);

/** A colour as CSS and SVG write it. */
export function cssColour([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Looks colours up in a table that is made at the first use: parsing a colour string for every pixel would be slow. */
function diverging(colourAt: (t: number) => Rgb): (t: number) => Rgb {
  let table: readonly Rgb[] | undefined;
  return (t) => {
    table ??= Array.from({ length: 2 * STEPS + 1 }, (_, i) => colourAt(i / STEPS - 1));
    return table[Math.round((clamp(t, -1, 1) + 1) * STEPS)];
  };
}

function sequential(colourAt: (t: number) => string): (t: number) => Rgb {
  let table: readonly Rgb[] | undefined;
  return (t) => {
    table ??= Array.from({ length: STEPS }, (_, i) => parseRgb(colourAt(i / (STEPS - 1))));
    return table[Math.round(clamp(t, 0, 1) * (STEPS - 1))];
  };
}

function clamp(t: number, low: number, high: number): number {
  return Number.isNaN(t) ? 0 : Math.min(high, Math.max(low, t));
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const [red, green, blue] = from.map((channel, i) => Math.round(channel + (to[i] - channel) * share));
  return [red, green, blue];
}

/** d3 writes `rgb(255, 245, 235)` or `#fff5eb`. */
function parseRgb(colour: string): Rgb {
  const numbers = colour.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
  const [red, green, blue] = numbers;
  return [red, green, blue];
}
