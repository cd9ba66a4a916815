import { type NdArray, sizeOf } from '../../numeric/nd-array.js';
import { resizeValues } from '../../numeric/resize-values.js';

export const FUSIONS = ['mean', 'max'] as const;

/** How maps of several layers become one. */
export type Fusion = (typeof FUSIONS)[number];

/**
 * Maps `[h, w]` of several layers as one `[height, width, 1]`: each divided by its largest magnitude, since gradients and
 * activations of different layers are on different scales, then resized bilinearly; the mean or the maximum of these.
 */
export function fuseLayers(
  maps: readonly NdArray[],
  [height, width]: readonly [number, number],
  fusion: Fusion,
): NdArray {
  const sized = maps.map(({ shape: [h, w], data }) => resizeValues(scaled(data), [h, w, 1], height, width));
  const together = (values: number[]) =>
    fusion === 'max' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
  const shape = [height, width, 1];
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => together(sized.map((map) => map[i]))) };
}

/** From -1 to 1. A map of zeros stays one. */
function scaled(values: Float32Array): Float32Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? values : values.map((value) => value / largest);
}
