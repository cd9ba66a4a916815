import * as tf from '@tensorflow/tfjs';
import { interpolationKindOf } from './attributes.js';
import type { AxisPlace, NodeSpec, Reach } from './operation.js';

/** How pixels between pixels are made. */
export interface Interpolation {
  readonly kind: 'nearest' | 'bilinear';
  /** Whether coordinates are those of pixel centres (TensorFlow 2, Keras) or of corners (tfjs' own bilinear layer). */
  readonly halfPixelCenters: boolean;
}

export const interpolationOf = (node: NodeSpec): Interpolation => ({
  kind: interpolationKindOf(node),
  halfPixelCenters: node.attributes.halfPixelCenters !== false,
});

/** An image at another size. */
export function resample(image: tf.Tensor4D, size: [number, number], interpolation: Interpolation): tf.Tensor4D {
  const { kind, halfPixelCenters } = interpolation;
  return kind === 'nearest'
    ? tf.image.resizeNearestNeighbor(image, size, false, halfPixelCenters)
    : tf.image.resizeBilinear(image, size, false, halfPixelCenters);
}

/** Which input pixels a resampled pixel is made of, and in which shares. */
export function taps(index: number, from: number, to: number, interpolation: Interpolation): [number, number][] {
  const half = interpolation.halfPixelCenters ? 0.5 : 0;
  const centre = ((index + half) * from) / to;
  if (interpolation.kind === 'nearest') return [[Math.min(Math.floor(centre), from - 1), 1]];
  const place = centre - half;
  const low = Math.floor(place);
  const share = place - low;
  const inside = (pixel: number) => Math.min(Math.max(pixel, 0), from - 1);
  const both: [number, number][] = [
    [inside(low), 1 - share],
    [inside(low + 1), share],
  ];
  return both.filter(([, weight]) => weight > 0);
}

/** The matrix `[to, from]` of the shares along one axis. */
function shares(from: number, to: number, interpolation: Interpolation): tf.Tensor2D {
  const values = new Float32Array(to * from);
  for (let row = 0; row < to; row++) {
    for (const [column, share] of taps(row, from, to, interpolation)) values[row * from + column] += share;
  }
  return tf.tensor2d(values, [to, from]);
}

/** The gradient of `resample`: each pixel's share handed back, rows first and then columns. */
export function resampleGradient(
  gradient: tf.Tensor4D,
  [, h, w]: readonly number[],
  interpolation: Interpolation,
): tf.Tensor4D {
  const [n, height, width, c] = gradient.shape;
  const rows = shares(h, height, interpolation).transpose();
  const columns = shares(w, width, interpolation).transpose();
  const high = tf.matMul(rows, gradient.transpose([1, 0, 2, 3]).reshape([height, n * width * c]));
  const turned = high
    .reshape([h, n, width, c])
    .transpose([2, 1, 0, 3])
    .reshape([width, n * h * c]);
  return tf
    .matMul(columns, turned as tf.Tensor2D)
    .reshape([w, n, h, c])
    .transpose([1, 2, 0, 3]) as tf.Tensor4D;
}

/** The reach of a resampling whose sizes are known; otherwise every unit is taken to see everything. */
export function resampleReach({ inputLength, outputLength }: AxisPlace, interpolation: Interpolation): Reach {
  if (inputLength === null || outputLength === null) return 'all';
  return {
    stride: inputLength / outputLength,
    at: (index) => {
      const reached = taps(index, inputLength, outputLength, interpolation).map(([pixel]) => pixel);
      return { first: reached[0], step: 1, count: reached[reached.length - 1] - reached[0] + 1 };
    },
  };
}
