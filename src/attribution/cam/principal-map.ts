import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { NdArray } from '../../numeric/nd-array.js';

/**
 * Values `[h, w, c]` of a layer's cells projected on the direction in which they differ most, `[h, w]`: the first right
 * singular vector of `[cells, channels]`, each channel less its mean.
 *
 * The vector's sign is free; it is chosen so that cells whose channels add up to more than the others' come out positive.
 */
export function principalMap({ shape: [height, width, channels], data }: NdArray): NdArray {
  const cells = height * width;
  const centred = centre(data, cells, channels);
  const projection = cells < channels ? fromCells(centred, cells, channels) : fromChannels(centred, cells, channels);
  const sign = signOf(projection, centred, channels);
  return { shape: [height, width], data: Float32Array.from(projection, (value) => sign * value) };
}

function centre(data: Float32Array, cells: number, channels: number): Float64Array {
  const means = new Float64Array(channels);
  for (let i = 0; i < data.length; i++) means[i % channels] += data[i] / cells;
  return Float64Array.from(data, (value, i) => value - means[i % channels]);
}

/** By the first eigenvector of `[channels, channels]`. */
function fromChannels(centred: Float64Array, cells: number, channels: number): Float64Array {
  const products = Array.from({ length: channels }, () => new Float64Array(channels));
  for (let start = 0; start < centred.length; start += channels) {
    for (let a = 0; a < channels; a++) {
      const value = centred[start + a];
      if (value === 0) continue;
      for (let b = a; b < channels; b++) products[a][b] += value * centred[start + b];
    }
  }
  const { vector } = leading(products);
  return Float64Array.from({ length: cells }, (_, cell) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += centred[cell * channels + c] * vector[c];
    return sum;
  });
}

/** By the first eigenvector of `[cells, cells]`, which is the projection but for its length. */
function fromCells(centred: Float64Array, cells: number, channels: number): Float64Array {
  const products = Array.from({ length: cells }, () => new Float64Array(cells));
  for (let a = 0; a < cells; a++) {
    for (let b = a; b < cells; b++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += centred[a * channels + c] * centred[b * channels + c];
      products[a][b] = sum;
    }
  }
  const { value, vector } = leading(products);
  const length = Math.sqrt(Math.max(0, value));
  return Float64Array.from(vector, (component) => component * length);
}

/** The largest eigenvalue and its vector, of a symmetric matrix given by its upper half. */
function leading(upper: readonly Float64Array[]): { readonly value: number; readonly vector: readonly number[] } {
  for (let a = 0; a < upper.length; a++) for (let b = 0; b < a; b++) upper[a][b] = upper[b][a];
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(upper.map((row) => [...row])), {
    assumeSymmetric: true,
  });
  const index = realEigenvalues.indexOf(Math.max(...realEigenvalues));
  return { value: realEigenvalues[index], vector: eigenvectorMatrix.getColumn(index) };
}

function signOf(projection: Float64Array, centred: Float64Array, channels: number): 1 | -1 {
  let agreement = 0;
  for (const [cell, value] of projection.entries()) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += centred[cell * channels + c];
    agreement += value * sum;
  }
  return agreement < 0 ? -1 : 1;
}
