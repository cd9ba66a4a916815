import { divergingEvidence, type Rgb } from '../colour.js';

/** The place on the scale of evidence whose hue is plainest: strength shows in opacity, so that dark pictures do not grey it. */
const FULL = 0.75;
/** Below 1, so that weak evidence can be told from none: a tenth of the limit is drawn at nearly a fifth of the opacity. */
const GAMMA = 0.75;

export interface EvidencePaint {
  /** The value that is drawn strongest; its negative too. */
  readonly limit: number;
  /** Opacity 0..1 of the strongest. Default: 0.85. */
  readonly opacity?: number;
  /** Share 0..1 of the limit below which nothing is drawn. Default: 0. */
  readonly threshold?: number;
}

/** The hue of a sign: for orange, against blue. */
export function hueOf(value: number): Rgb {
  return divergingEvidence(Math.sign(value) * FULL);
}

/** How opaque evidence lies on a picture, 0..1. */
export function alphaOf(value: number, { limit, opacity = 0.85, threshold = 0 }: EvidencePaint): number {
  const share = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0;
  return share > 0 && share >= threshold ? opacity * share ** GAMMA : 0;
}

/** The same over one colour, as a legend shows it. */
export function paintedOver(value: number, paint: EvidencePaint, under: Rgb): Rgb {
  const alpha = alphaOf(value, paint);
  const [red, green, blue] = hueOf(value).map((channel, i) => Math.round(under[i] + (channel - under[i]) * alpha));
  return [red, green, blue];
}

/** Red, green, blue and alpha of each value. */
export function paintEvidence(values: Float64Array, paint: EvidencePaint): Uint8ClampedArray<ArrayBuffer> {
  const [speaking, opposing] = [hueOf(1), hueOf(-1)];
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (let at = 0; at < values.length; at++) {
    const hue = values[at] < 0 ? opposing : speaking;
    rgba.set(hue, at * 4);
    rgba[at * 4 + 3] = 255 * alphaOf(values[at], paint);
  }
  return rgba;
}
