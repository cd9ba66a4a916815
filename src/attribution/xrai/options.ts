import type { AttributionDocument } from '../../document/kinds/attribution.js';
import { isNetwork } from '../../network/network.js';
import type { Predictor } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { AttributionOptions } from '../inquiry.js';
import { finiteNumber, oneOf, wholeNumber } from '../option-checks.js';
import { OptionTypeError } from '../option-error.js';

const SOURCES = ['integrated-gradients', 'occlusion'] as const;

/** Where the evidence of single pixels comes from. */
export type EvidenceSource = (typeof SOURCES)[number] | AttributionDocument | NdArray;

export interface XraiOptions extends AttributionOptions {
  /**
   * What ranks the regions: `integrated-gradients` from black and from white (needs a network), `occlusion`, a document of another
   * method on the input grid, or values `[h, w]` or `[h, w, c]`. Default: integrated gradients of a network, else occlusion.
   */
  readonly attribution?: EvidenceSource;
  /** Steps of integrated gradients from each of the two, from 1. Default: 50. */
  readonly steps?: number;
  /** Scales of Felzenszwalb's segmentation, above 0: larger ones make larger regions. Default: 50, 100, 150, 250, 500, 1200. */
  readonly scales?: readonly number[];
  /** Pixels of the smallest segment, from 1, where the picture's longer side has 224. Default: 20. */
  readonly minSize?: number;
  /** By how many pixels each segment is grown, from 0, where the picture's longer side has 224. Default: 5. */
  readonly dilation?: number;
  /** Pixels of the image that a region must add, from 1. Default: a thousandth of the image, at least 1. */
  readonly minPixels?: number;
}

/** Names of the method's own options. */
export const XRAI_OPTIONS = ['attribution', 'steps', 'scales', 'minSize', 'dilation', 'minPixels'];

export interface ResolvedXrai {
  readonly attribution: EvidenceSource;
  readonly steps: number;
  readonly scales: readonly number[];
  readonly minSize: number;
  readonly dilation: number;
  readonly minPixels: number | undefined;
}

/** @throws TypeError or RangeError for an option out of range, before any work starts. */
export function resolveXrai(model: Predictor, options: XraiOptions): ResolvedXrai {
  const { scales = [50, 100, 150, 250, 500, 1200], minPixels } = options;
  if (!Array.isArray(scales) || scales.length === 0) {
    throw new OptionTypeError('scales', 'Cannot use scales: expected an array of at least one number above 0');
  }
  return {
    attribution: sourceOf(options.attribution ?? (isNetwork(model) ? 'integrated-gradients' : 'occlusion')),
    steps: wholeNumber('steps', options.steps ?? 50, 1),
    scales: scales.map((scale) => finiteNumber('scales', scale, 'numbers above 0', (value) => value > 0)),
    minSize: wholeNumber('minSize', options.minSize ?? 20, 1),
    dilation: finiteNumber('dilation', options.dilation ?? 5, 'a number of pixels from 0', (value) => value >= 0),
    minPixels: minPixels === undefined ? undefined : wholeNumber('minPixels', minPixels, 1),
  };
}

function sourceOf(attribution: unknown): EvidenceSource {
  if (isDocument(attribution) || isValues(attribution)) return attribution;
  return oneOf('attribution', attribution, SOURCES, ', an attribution document or values {shape, data}');
}

export function isDocument(source: unknown): source is AttributionDocument {
  return isObject(source) && source.kind === 'attribution';
}

function isValues(source: unknown): source is NdArray {
  return isObject(source) && Array.isArray(source.shape) && ArrayBuffer.isView(source.data);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
