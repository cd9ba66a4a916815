import type { PreparedInput } from '../image/prepare-input.js';
import { firstNotFinite } from '../numeric/finite.js';
import type { NdArray } from '../numeric/nd-array.js';
import { random } from '../numeric/random.js';
import { finiteNumber, oneOf } from './option-checks.js';
import { OptionRangeError, OptionTypeError } from './option-error.js';
import { hideAll } from './perturbation/hide.js';
import { regionsOf } from './perturbation/regions.js';

const NAMES = ['mean', 'blur', 'noise'] as const;

/**
 * What stands for "nothing to see": a number in the network's input units (or one a channel), the `mean` colour of the
 * image, the image under a strong `blur`, seeded `noise` over the input's range, or values `[1, h, w, c]` of the caller's.
 */
export type Baseline = (typeof NAMES)[number] | number | readonly number[] | NdArray;

/** @throws TypeError or RangeError if it is no baseline. */
export function checkBaseline(baseline: unknown, option = 'baseline'): Baseline {
  if (typeof baseline === 'number') return finiteNumber(option, baseline);
  if (Array.isArray(baseline)) return baseline.map((value) => finiteNumber(option, value));
  if (isValues(baseline)) return checkedValues(baseline, option);
  return oneOf(option, baseline, NAMES, ", a number in the network's input units, or values {shape, data}");
}

/** The baseline of an image: values `[h, w, c]`, row-major. @throws RangeError if its size does not fit. */
export function baselineOf(
  baseline: Baseline,
  { values }: Pick<PreparedInput, 'values'>,
  { range, seed }: { readonly range: readonly [number, number]; readonly seed: number },
): Float32Array {
  if (isValues(baseline)) return fitting(baseline, values);
  const [, height, width, channels] = values.shape;
  if (Array.isArray(baseline) && baseline.length !== channels) {
    throw new OptionRangeError(
      'baseline',
      `Cannot use a baseline of ${baseline.length} numbers: expected one for each of ${channels} channels`,
    );
  }
  const one = { count: 1, width, height, labels: new Int32Array(height * width) };
  return hideAll(baseline === 'mean' ? 'image-mean' : baseline, values, {
    regions: regionsOf(one, channels),
    range,
    blurSigma: Math.max(height, width) / 10,
    random: random(seed),
  });
}

/** As documents name it. */
export function baselineName(baseline: Baseline): unknown {
  return isValues(baseline) ? 'values' : baseline;
}

function checkedValues(baseline: NdArray, option: string): NdArray {
  const { shape, data } = baseline;
  if (!Array.isArray(shape) || !ArrayBuffer.isView(data)) {
    throw new OptionTypeError(option, `Cannot use ${option} of values: expected {shape: [1, h, w, c], data}`);
  }
  const bad = firstNotFinite(data);
  if (bad < 0) return baseline;
  throw new OptionRangeError(
    option,
    `Cannot use ${option} of values: value ${bad} is ${data[bad]}, expected finite numbers`,
  );
}

function fitting({ shape, data }: NdArray, image: NdArray): Float32Array {
  const same = [shape, [1, ...shape]].some((each) => each.join() === image.shape.join());
  if (same && data.length === image.data.length) return Float32Array.from(data);
  throw new OptionRangeError(
    'baseline',
    `Cannot use a baseline of shape [${shape}]: expected [${image.shape}], as the image has`,
  );
}

function isValues(value: unknown): value is NdArray {
  return typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;
}
