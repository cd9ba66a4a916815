import type { NdArray } from '../numeric/nd-array.js';

/**
 * The mean of each channel over all pixels of `[..., c]`.
 * @throws RangeError if there are no pixels.
 */
export function meanColour({ shape, data }: NdArray<ArrayLike<number>>): number[] {
  const channels = shape[shape.length - 1] ?? 0;
  if (channels === 0 || data.length === 0) throw new RangeError('Cannot take the mean colour: there are no pixels');
  const sums = new Array<number>(channels).fill(0);
  for (let i = 0; i < data.length; i++) sums[i % channels] += data[i];
  return sums.map((sum) => sum / (data.length / channels));
}
