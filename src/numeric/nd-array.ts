/** A dense row-major array. Images and batches of images are channels-last: `[h, w, c]`, `[n, h, w, c]`. */
export interface NdArray<D extends ArrayLike<number> = Float32Array> {
  readonly shape: readonly number[];
  readonly data: D;
}

/** How many values an array of this shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
