import type { Image } from '../image/image.js';
import {
  type LabelMap,
  SEGMENTATION_METHODS,
  type SegmentMethod,
  type SegmentOptions,
  segment,
  type UserLabelMap,
} from '../segmentation/index.js';
import { oneOf } from './option-checks.js';
import { OptionTypeError } from './option-error.js';

/** How an image is cut into regions: a method, a method with its options, a label map, or a function. */
export type Segmentation =
  | SegmentMethod
  | Extract<SegmentOptions, { readonly method: string }>
  | UserLabelMap
  | ((image: Image) => UserLabelMap | Promise<UserLabelMap>);

export interface SegmentsOptions {
  readonly segmentation: Segmentation | undefined;
  readonly segments: number | undefined;
  readonly seed: number;
}

export interface ResolvedSegments {
  readonly map: LabelMap;
  /** As documents name it: the method with its options, `label map` or `function`. */
  readonly description: unknown;
}

/**
 * Pictures with a side below this are cut by SLIC unless the caller says: quickshift puts the whole stroke of a
 * handwritten digit into one region.
 */
const SMALL = 64;

/** Fewer regions than this are no answer to where. */
const TOO_FEW = 4;

/**
 * Cuts a picture into regions: by default with quickshift, small ones with SLIC. `segments` serves the methods that take a number: `slic` (also the default then) and
 * `grid` (as near a square as it goes).
 * @throws TypeError or RangeError for an unknown method, an option out of range, or a label map that does not fit.
 */
export async function segmentsOf(
  picture: Image,
  { segmentation, segments, seed }: SegmentsOptions,
): Promise<ResolvedSegments> {
  const chosen = segmentation ?? (segments === undefined && !isSmall(picture) ? 'quickshift' : 'slic');
  if (typeof chosen === 'function') return { map: segment(picture, await chosen(picture)), description: 'function' };
  if (typeof chosen === 'object' && chosen !== null && 'labels' in chosen) {
    return { map: segment(picture, chosen), description: 'label map' };
  }
  const given = typeof chosen === 'object' && chosen !== null ? chosen : { method: chosen };
  const method = oneOf('segmentation', given.method, SEGMENTATION_METHODS, ', a label map or a function');
  const options = { ...defaultsOf(method, picture, segments, seed), ...given } as SegmentOptions;
  const map = segment(picture, options);
  // A picture of a few hundred pixels can come back whole: then, unless slic was asked for, it is cut by a grid.
  if (segmentation === undefined && segments !== undefined && map.count < Math.min(segments, TOO_FEW)) {
    const cut = { method: 'grid', ...defaultsOf('grid', picture, segments, seed) } as SegmentOptions;
    return { map: segment(picture, cut), description: cut };
  }
  return { map, description: options };
}

function defaultsOf(method: SegmentMethod, picture: Image, segments: number | undefined, seed: number) {
  if (segments !== undefined && method !== 'slic' && method !== 'grid') {
    throw new OptionTypeError(
      'segments',
      `Cannot use segments with ${method}: it finds their number itself, "slic" and "grid" take one`,
    );
  }
  if (method === 'quickshift') return { kernelSize: isSmall(picture) ? 1 : 4, maxDist: 200, ratio: 0.2, seed };
  if (method === 'slic')
    return isSmall(picture) ? { segments: segments ?? 40, sigma: 0.5 } : { segments: segments ?? 50 };
  if (method !== 'grid' || segments === undefined) return {};
  const rows = Math.max(1, Math.round(Math.sqrt(segments)));
  return { rows, columns: Math.max(1, Math.round(segments / rows)) };
}

function isSmall({ width, height }: Image): boolean {
  return Math.min(width, height) < SMALL;
}
