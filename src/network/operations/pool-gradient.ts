import * as tf from '@tensorflow/tfjs';
import { isOnWasm, onHeap } from '../wasm/wasm-heap.js';
import { paddingBefore, type Window } from './window.js';

export interface PoolAttributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
}

/**
 * The gradient of max pooling, without running anything forward again. Where several positions of a window share the
 * maximum, the first (row by row) gets it all, as in torch. The kernel of cpu does that; those of webgl and webgpu give it
 * to the last, which is the first of the image turned round; that of wasm does too, and loses it where no value of a window
 * is above zero: there a loop over the values is used.
 */
export function maxPoolGradient(
  dy: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  attributes: PoolAttributes,
): tf.Tensor {
  if (!isOnWasm()) {
    const inputs = { dy, input, output };
    return tf.getBackend() === 'cpu' ? runMaxPoolGrad(inputs, attributes) : runTurned(inputs, attributes);
  }
  const out = tf.fill(input.shape, 0);
  const values = { input: onHeap(input), gradient: onHeap(dy), out: onHeap(out) };
  addToFirstMaxima(values, input.shape, dy.shape, windowsOfPool(attributes));
  return out;
}

interface PoolTensors {
  readonly dy: tf.Tensor;
  readonly input: tf.Tensor;
  readonly output: tf.Tensor;
}

function runMaxPoolGrad(inputs: PoolTensors, attributes: object): tf.Tensor {
  const out = tf.engine().runKernel('MaxPoolGrad', { ...inputs }, { ...attributes });
  return Array.isArray(out) ? (out[0] as tf.Tensor) : (out as tf.Tensor);
}

/** The kernel on values turned upside down and mirrored. What is padded after the last window comes before the first then. */
function runTurned({ dy, input, output }: PoolTensors, attributes: PoolAttributes): tf.Tensor {
  const turned = (values: tf.Tensor) => tf.reverse(values, [1, 2]);
  const [rows, columns] = windowsOfPool(attributes).map((window, axis): [number, number] => {
    const [length, places] = [input.shape[axis + 1], dy.shape[axis + 1]];
    const before = paddingBefore(length, window);
    // Below zero where the last window ends before the image does.
    return [(places - 1) * window.stride + window.size - length - before, before];
  });
  const { filterSize, strides } = attributes;
  const inputs = { dy: turned(dy), input: turned(input), output: turned(output) };
  return turned(runMaxPoolGrad(inputs, { filterSize, strides, pad: [[0, 0], rows, columns, [0, 0]] }));
}

const windowsOfPool = ({ filterSize, strides, pad }: PoolAttributes): readonly [Window, Window] => {
  const window = (axis: 0 | 1) => ({ size: filterSize[axis], stride: strides[axis], dilation: 1, padding: pad });
  return [window(0), window(1)];
};

/** Each window's gradient, handed to the first position of its maximum. */
function addToFirstMaxima(
  { input, gradient, out }: Record<'input' | 'gradient' | 'out', Float32Array>,
  [n, h, w, c]: readonly number[],
  [, rows, columns]: readonly number[],
  [down, across]: readonly [Window, Window],
): void {
  const [top, left] = [paddingBefore(h, down), paddingBefore(w, across)];
  let at = 0;
  for (let image = 0; image < n; image++) {
    for (let row = 0; row < rows; row++) {
      const y0 = Math.max(row * down.stride - top, 0);
      const y1 = Math.min(row * down.stride - top + down.size, h);
      for (let column = 0; column < columns; column++) {
        const x0 = Math.max(column * across.stride - left, 0);
        const x1 = Math.min(column * across.stride - left + across.size, w);
        for (let channel = 0; channel < c; channel++, at++) {
          let best = ((image * h + y0) * w + x0) * c + channel;
          for (let y = y0; y < y1; y++) {
            let position = ((image * h + y) * w + x0) * c + channel;
            for (let x = x0; x < x1; x++, position += c) if (input[position] > input[best]) best = position;
          }
          out[best] += gradient[at];
        }
      }
    }
  }
}
