/** `bilinear`: triangle filter, widened when shrinking so that nothing is skipped. `nearest`: the pixel under the centre. */
export type ResizeMethod = 'bilinear' | 'nearest';

export interface ResizeOptions {
  /** Default: `bilinear`. */
  readonly method?: ResizeMethod;
}

/**
 * Numbers `[h, w, c]`, such as a map that a layer gave, at another size: `[height, width, c]`, not rounded.
 *
 * Separable triangle filter with half-pixel centres; its support grows with the shrink factor and its weights are
 * normalised at the border.
 * @throws RangeError if a side is not a whole number above 0.
 */
export function resizeValues(
  values: ArrayLike<number>,
  [h, w, c]: readonly [h: number, w: number, c: number],
  height: number,
  width: number,
  { method = 'bilinear' }: ResizeOptions = {},
): Float32Array {
  if (![width, height].every((side) => Number.isSafeInteger(side) && side > 0)) {
    throw new RangeError(`Cannot resize to ${width} x ${height}: expected whole numbers above 0`);
  }
  const columns = resizeAxis(values, [h, w, c], tapsOf(method, w, width));
  return resizeAxis(columns, [1, h, width * c], tapsOf(method, h, height));
}

/** Which source positions make one output position, and how much each counts. */
interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

function tapsOf(method: ResizeMethod, from: number, to: number): Taps[] {
  const scale = from / to;
  if (method === 'nearest') {
    const one = Float64Array.of(1);
    return Array.from({ length: to }, (_, i) => ({ first: Math.floor((i + 0.5) * scale), weights: one }));
  }
  if (method !== 'bilinear') throw new TypeError(`Cannot resize by "${method}": expected bilinear or nearest`);
  const support = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const last = Math.min(Math.trunc(centre + support + 0.5), from);
    const weights = new Float64Array(last - first);
    let sum = 0;
    for (let k = 0; k < weights.length; k++) {
      weights[k] = Math.max(0, 1 - Math.abs((first + k + 0.5 - centre) / support));
      sum += weights[k];
    }
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Resizes the middle axis of `[outer, length, inner]`. */
function resizeAxis(
  values: ArrayLike<number>,
  [outer, length, inner]: readonly [number, number, number],
  taps: readonly Taps[],
): Float32Array {
  const result = new Float32Array(outer * taps.length * inner);
  const sum = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    for (let t = 0; t < taps.length; t++) {
      const { first, weights } = taps[t];
      const from = (o * length + first) * inner;
      const to = (o * taps.length + t) * inner;
      // Few channels: one after the other. A whole row: all of it at once, in the order it lies in memory.
      if (inner <= 4) mixChannels(values, from, inner, weights, result, to);
      else mixRows(values, from, weights, sum, result, to);
    }
  }
  return result;
}

function mixChannels(
  values: ArrayLike<number>,
  from: number,
  inner: number,
  weights: Float64Array,
  result: Float32Array,
  to: number,
): void {
  for (let i = 0; i < inner; i++) {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += weights[k] * values[from + i + k * inner];
    result[to + i] = sum;
  }
}

function mixRows(
  values: ArrayLike<number>,
  from: number,
  weights: Float64Array,
  sum: Float64Array,
  result: Float32Array,
  to: number,
): void {
  sum.fill(0);
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k];
    const start = from + k * sum.length;
    for (let i = 0; i < sum.length; i++) sum[i] += weight * values[start + i];
  }
  result.set(sum, to);
}
