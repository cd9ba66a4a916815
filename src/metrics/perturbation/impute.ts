import { conjugateGradient } from '../../numeric/conjugate-gradient.js';

/** Neighbours of a pixel and what each counts: those beside it twice as much as those across. */
const NEIGHBOURS = [
  [-1, -1, 1 / 12],
  [-1, 0, 1 / 6],
  [-1, 1, 1 / 12],
  [0, -1, 1 / 6],
  [0, 1, 1 / 6],
  [1, -1, 1 / 12],
  [1, 0, 1 / 6],
  [1, 1, 1 / 12],
] as const;

/**
 * An image `[h, w, c]` whose hidden pixels are each the weighted mean of their eight neighbours, hidden ones included: the
 * linear imputation of ROAD (Rong et al. 2022), without its noise. Beyond the border there are no neighbours.
 */
export function imputeLinearly(
  values: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  hidden: Uint8Array,
): Float32Array {
  const pixels = Array.from(hidden.keys()).filter((i) => hidden[i]);
  const result = values.slice();
  if (pixels.length === 0 || pixels.length === hidden.length) return result;
  const unknown = new Int32Array(hidden.length).fill(-1);
  pixels.forEach((pixel, i) => {
    unknown[pixel] = i;
  });
  const links = pixels.map((pixel) => neighboursOf(pixel, height, width));
  // Flat lists: the product is taken hundreds of times.
  const starts = new Int32Array(links.length + 1);
  links.forEach((own, i) => {
    starts[i + 1] = starts[i] + own.length;
  });
  const ends = Int32Array.from(links.flat(), ({ at }) => unknown[at]);
  const weights = Float64Array.from(links.flat(), ({ weight }) => weight);
  const multiply = (x: Float64Array, into: Float64Array) => {
    for (let i = 0; i < links.length; i++) {
      let sum = 0;
      for (let k = starts[i]; k < starts[i + 1]; k++) sum += weights[k] * (ends[k] < 0 ? x[i] : x[i] - x[ends[k]]);
      into[i] = sum;
    }
  };
  for (let channel = 0; channel < channels; channel++) {
    const pixelValue = (pixel: number) => values[pixel * channels + channel];
    const known = links.map((own) =>
      own.reduce((sum, { at, weight }) => sum + (unknown[at] < 0 ? weight * pixelValue(at) : 0), 0),
    );
    const solved = conjugateGradient(multiply, Float64Array.from(known), new Float64Array(pixels.length), {
      tolerance: 1e-6,
    });
    pixels.forEach((pixel, i) => {
      result[pixel * channels + channel] = solved[i];
    });
  }
  return result;
}

function neighboursOf(pixel: number, height: number, width: number) {
  const [y, x] = [Math.floor(pixel / width), pixel % width];
  return NEIGHBOURS.filter(([dy, dx]) => y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width).map(
    ([dy, dx, weight]) => ({ at: pixel + dy * width + dx, weight }),
  );
}
