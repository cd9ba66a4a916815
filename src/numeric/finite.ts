/** Where the first NaN or infinity is, -1 if there is none. A plain loop: it runs over every image that is fed. */
export function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) {
    // Only finite numbers give 0.
    if (values[i] - values[i] !== 0) return i;
  }
  return -1;
}
