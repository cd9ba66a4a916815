import { Matrix } from 'ml-matrix';
import type { NdArray } from './nd-array.js';

/** Inner products of the rows of features after each feature was centred: `[n, n]`, row-major. */
export function centredGram({ shape: [n, features], data }: NdArray<ArrayLike<number>>): Float64Array {
  const centred = new Matrix(n, features);
  for (let feature = 0; feature < features; feature++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += data[row * features + feature];
    for (let row = 0; row < n; row++) centred.set(row, feature, data[row * features + feature] - sum / n);
  }
  return Float64Array.from(centred.mmul(centred.transpose()).to1DArray());
}

/**
 * How alike two sets of features of the same things are, 0..1, given their centred Gram matrices: linear centred kernel
 * alignment (Kornblith et al. 2019, "Similarity of neural network representations revisited"). Rotating, mirroring or scaling
 * either changes nothing. `null` where one of them is the same for all things.
 */
export function alignment(one: Float64Array, other: Float64Array): number | null {
  let [shared, own, others] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    shared += one[i] * other[i];
    own += one[i] * one[i];
    others += other[i] * other[i];
  }
  return own === 0 || others === 0 ? null : shared / Math.sqrt(own * others);
}

/**
 * Linear centred kernel alignment of features `[n, p]` and `[n, q]` of the same `n` things: see `alignment`.
 * @throws RangeError if they are not of as many things.
 */
export function linearCka(one: NdArray<ArrayLike<number>>, other: NdArray<ArrayLike<number>>): number | null {
  if (one.shape[0] !== other.shape[0]) {
    throw new RangeError(`Cannot align features of ${one.shape[0]} things with features of ${other.shape[0]}`);
  }
  return alignment(centredGram(one), centredGram(other));
}
