import type { Image } from '../image/image.js';
import { described } from './check-option.js';
import { type FelzenszwalbOptions, felzenszwalb } from './felzenszwalb.js';
import { type GridOptions, grid } from './grid.js';
import type { LabelMap } from './label-map.js';
import { type QuickshiftOptions, quickshift } from './quickshift.js';
import { type SlicOptions, slic } from './slic.js';

/** The segmentation methods by name, for menus and the command line. */
export const SEGMENTATION_METHODS = ['slic', 'quickshift', 'felzenszwalb', 'grid'] as const;
export type SegmentMethod = (typeof SEGMENTATION_METHODS)[number];

/** Names of the options of each. */
const OPTIONS: { readonly [M in SegmentMethod]: Readonly<Record<keyof OptionsOf<M>, true>> } = {
  slic: {
    segments: true,
    compactness: true,
    sigma: true,
    iterations: true,
    enforceConnectivity: true,
    minSizeFactor: true,
    maxSizeFactor: true,
  },
  quickshift: { kernelSize: true, maxDist: true, ratio: true, sigma: true, seed: true },
  felzenszwalb: { scale: true, sigma: true, minSize: true },
  grid: { rows: true, columns: true },
};

type OptionsOf<M extends SegmentMethod> = Omit<Extract<SegmentOptions, { readonly method: M }>, 'method'>;

/** Segments of the user's own: any whole numbers from 0, one a pixel, row by row. */
export interface UserLabelMap {
  readonly width: number;
  readonly height: number;
  readonly labels: ArrayLike<number>;
}

/** A method by name with its options, a method of the user's own, or ready segments. */
export type SegmentOptions =
  | ({ readonly method: 'slic' } & SlicOptions)
  | ({ readonly method: 'quickshift' } & QuickshiftOptions)
  | ({ readonly method: 'felzenszwalb' } & FelzenszwalbOptions)
  | ({ readonly method: 'grid' } & GridOptions)
  | ((image: Image) => UserLabelMap)
  | UserLabelMap;

/**
 * Cuts an image into segments.
 *
 * Labels of the user's own, given or returned by a function, are renumbered 0..count-1 in the order of their values, so a map that
 * uses all of 0..count-1 keeps its labels.
 * @throws RangeError or TypeError if an option is out of its range or another method's, the method is unknown, or a label map does not fit the image.
 */
export function segment(image: Image, options: SegmentOptions = { method: 'slic' }): LabelMap {
  if (typeof options === 'function') return checkedMap(image, options(image));
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `Cannot segment "${image.name}" with ${described(options)}: expected options, a label map or a function`,
    );
  }
  if ('labels' in options) return checkedMap(image, options);
  checkOptions(options);
  switch (options.method) {
    case 'slic':
      return slic(image, options);
    case 'quickshift':
      return quickshift(image, options);
    case 'felzenszwalb':
      return felzenszwalb(image, options);
    case 'grid':
      return grid(image, options);
    default:
      throw new RangeError(
        `Cannot segment with ${described((options as { method: unknown }).method)}: expected ${SEGMENTATION_METHODS.join(', ')}`,
      );
  }
}

/** An option that is left out may be there as undefined. */
function checkOptions({ method, ...options }: { readonly method: SegmentMethod }): void {
  if (!SEGMENTATION_METHODS.includes(method)) return;
  const known = OPTIONS[method];
  const stranger = Object.entries(options).find(([name, value]) => value !== undefined && !Object.hasOwn(known, name));
  if (!stranger) return;
  throw new TypeError(
    `Cannot segment with ${method}: it has no option "${stranger[0]}", expected ${Object.keys(known).join(', ')}`,
  );
}

function checkedMap(image: Image, map: UserLabelMap): LabelMap {
  const { width, height } = image;
  const task = `Cannot use the label map of "${image.name}"`;
  if (typeof map !== 'object' || map === null || typeof map.labels?.length !== 'number') {
    throw new TypeError(`${task}: it is ${described(map)}, expected {width, height, labels}`);
  }
  if (map.width !== width || map.height !== height) {
    throw new RangeError(`${task}: it is ${map.width}x${map.height}, expected the image's ${width}x${height}`);
  }
  if (map.labels.length !== width * height) {
    throw new RangeError(`${task}: it has ${map.labels.length} labels, expected ${width * height}, one a pixel`);
  }
  const values = Array.from(map.labels);
  const wrong = values.findIndex((value) => !Number.isSafeInteger(value) || value < 0);
  if (wrong >= 0) {
    throw new RangeError(
      `${task}: the label at row ${Math.floor(wrong / width)}, column ${wrong % width} is ${described(values[wrong])}, expected a whole number from 0`,
    );
  }
  const numbers = new Map([...new Set(values)].sort((a, b) => a - b).map((value, i) => [value, i]));
  return { width, height, count: numbers.size, labels: Int32Array.from(values, (value) => numbers.get(value) ?? 0) };
}
