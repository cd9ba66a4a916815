import { dot } from './dot.js';

/**
 * Solves `A x = b` for a symmetric positive definite matrix that is only known by what it does to a vector (Hestenes and
 * Stiefel 1952), from a first guess to a residual of `tolerance` times the size of `b`.
 */
export function conjugateGradient(
  multiply: (x: Float64Array, into: Float64Array) => void,
  b: Float64Array,
  guess: Float64Array,
  { tolerance = 1e-8, maxSteps = 2 * b.length }: { readonly tolerance?: number; readonly maxSteps?: number } = {},
): Float64Array {
  const x = guess.slice();
  const product = new Float64Array(b.length);
  multiply(x, product);
  const residual = b.map((value, i) => value - product[i]);
  const direction = residual.slice();
  const enough = tolerance ** 2 * dot(b, b);
  let size = dot(residual, residual);
  for (let step = 0; step < maxSteps && size > enough; step++) {
    multiply(direction, product);
    const length = size / dot(direction, product);
    for (let i = 0; i < x.length; i++) {
      x[i] += length * direction[i];
      residual[i] -= length * product[i];
    }
    const next = dot(residual, residual);
    for (let i = 0; i < x.length; i++) direction[i] = residual[i] + (next / size) * direction[i];
    size = next;
  }
  return x;
}
