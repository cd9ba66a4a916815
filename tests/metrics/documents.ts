import { encodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import type { SuperpixelsDocument } from '../../src/document/kinds/superpixels.js';

/** Documents by hand: of known values, as if a method had found them. */

export interface MapOptions {
  /** Of the picture. Default: as the map. */
  readonly width?: number;
  readonly height?: number;
  /** The map is of this layer's cells. */
  readonly layer?: string;
  readonly method?: string;
  readonly options?: Record<string, unknown>;
  readonly seed?: number | null;
  readonly target?: number;
  readonly output?: 'logit' | 'probability';
}

/** Evidence `[h, w, c]` of pixels, or `[h, w]` of a layer's cells. */
export function mapDocument(
  shape: readonly number[],
  values: readonly number[],
  { width = shape[1], height = shape[0], layer, ...options }: MapOptions = {},
): AttributionDocument {
  return {
    schema: 'convlens/attribution@1',
    kind: 'attribution',
    ...commonParts(width, height, options),
    result: {
      values: encodeArray({ shape: [...shape], data: Float32Array.from(values) }),
      ...(layer !== undefined && { layer }),
    },
  };
}

/** Evidence of regions: labels `[h, w]`, and the weight of some of them. */
export function regionsDocument(
  [height, width]: readonly [number, number],
  labels: readonly number[],
  weights: Readonly<Record<number, number>>,
  options: MapOptions = {},
): SuperpixelsDocument {
  const listed = Object.entries(weights).map(([segment, weight]) => ({
    segment: Number(segment),
    weight,
    standardError: null,
  }));
  return {
    schema: 'convlens/superpixels@1',
    kind: 'superpixels',
    ...commonParts(width, height, options),
    result: {
      segments: encodeArray({ shape: [height, width], data: Int32Array.from(labels) }),
      weights: listed.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
      intercept: 0,
      r2: null,
      localPrediction: 0,
      prediction: 0,
      samples: 1,
      effectiveSamples: null,
    },
  };
}

function commonParts(width: number, height: number, given: MapOptions) {
  const { method = 'by-hand', options = {}, seed = null, target = 0, output = 'logit' } = given;
  return {
    model: { name: 'classifier', fingerprint: null, classes: ['0', '1'] },
    image: {
      name: 'map',
      width,
      height,
      pixels: encodeArray({ shape: [height, width, 1], data: new Uint8Array(height * width) }),
    },
    target: { index: target, label: String(target), probability: null, logit: null, output },
    method: { name: method, options: { output, ...options }, seed },
    quality: { trustworthy: null, sentences: [] },
    provenance: { convlens: '0', engine: 'custom', duration: 0, forwardPasses: 0, backwardPasses: 0 },
  };
}
