import * as tf from '@tensorflow/tfjs';
import { paddingBefore, spanOf, type Window } from './window.js';

type Margins = [[number, number], [number, number], [number, number], [number, number]];

/** Zeros put between the positions of a `[n, h, w, c]` value (and behind the last), so that they lie `stride` apart. */
export function spread(value: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor4D {
  if (down === 1 && across === 1) return value;
  const [n, h, w, c] = value.shape;
  const columns = value.reshape([n * h, w, 1, c]).pad([zero, zero, [0, across - 1], zero]);
  const rows = columns.reshape([n, h, 1, w * across * c]).pad([zero, zero, [0, down - 1], zero]);
  return rows.reshape([n, h * down, w * across, c]);
}

const zero: [number, number] = [0, 0];

/**
 * The gradient of a sliding window with regard to its input, as an ordinary window of stride 1 that slides over the
 * output gradient (spread by the stride) with the filter turned by 180 degrees. Several times faster on wasm than the
 * backend's own `Conv2DBackpropInput`, and serves depthwise convolutions, of which wasm has no input gradient at all.
 *
 * `slide` runs the turned filter over its argument with the explicit padding it is given.
 */
export function inputGradient(
  gradient: tf.Tensor4D,
  inputShape: readonly number[],
  windows: readonly [Window, Window],
  slide: (spreadGradient: tf.Tensor4D, padding: Margins) => tf.Tensor4D,
): tf.Tensor4D {
  const strides = [windows[0].stride, windows[1].stride] as const;
  if (windows.every((window) => window.size === 1)) {
    const small = slide(gradient, [zero, zero, zero, zero]);
    return fitTo(spread(small, strides), inputShape);
  }
  const wide = spread(gradient, strides);
  const margins = windows.map((window, axis): [number, number] => {
    const before = spanOf(window) - 1 - paddingBefore(inputShape[axis + 1], window);
    return [before, inputShape[axis + 1] + spanOf(window) - 1 - before - wide.shape[axis + 1]];
  });
  const cut = wide.slice(0, [
    wide.shape[0],
    wide.shape[1] + Math.min(margins[0][1], 0),
    wide.shape[2] + Math.min(margins[1][1], 0),
    wide.shape[3],
  ]);
  const [rows, columns] = margins.map(([before, after]): [number, number] => [before, Math.max(after, 0)]);
  return slide(cut, [zero, rows, columns, zero]);
}

/** Cut or padded with zeros at the bottom and the right, to a height and width. */
export function fitTo(value: tf.Tensor4D, [, h, w]: readonly number[]): tf.Tensor4D {
  const [n, height, width, c] = value.shape;
  if (height === h && width === w) return value;
  const cut = value.slice(0, [n, Math.min(h, height), Math.min(w, width), c]);
  return cut.pad([zero, [0, Math.max(h - height, 0)], [0, Math.max(w - width, 0)], zero]);
}

/** A convolution filter `[kh, kw, in, out]` turned by 180 degrees with its channels exchanged: `[kh, kw, out, in]`. */
export const turned = (kernel: tf.Tensor): tf.Tensor => tf.reverse(kernel, [0, 1]).transpose([0, 1, 3, 2]);
