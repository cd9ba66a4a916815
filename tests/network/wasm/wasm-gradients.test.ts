import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerWasmGradients } from '../../../src/network/wasm/wasm-gradients.js';
import { random } from '../../../src/numeric/random.js';
import { openBackend } from '../../../src/platform/node/tfjs-backend.js';

type Shape4 = [number, number, number, number];

interface Convolution {
  readonly inShape: Shape4;
  readonly filterShape: Shape4;
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations: [number, number];
}

beforeAll(async () => {
  await openBackend('cpu');
  await openBackend('wasm');
  registerWasmGradients();
});

const convolutions = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    size: fc.tuple(fc.integer({ min: 5, max: 11 }), fc.integer({ min: 5, max: 11 })),
    channels: fc.integer({ min: 1, max: 4 }),
    filters: fc.integer({ min: 1, max: 4 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    pad: fc.constantFrom('same' as const, 'valid' as const, 0, 1, 2),
  })
  .map(
    ({ n, size, channels, filters, kernel, strides, pad }): Convolution => ({
      inShape: [n, ...size, channels],
      filterShape: [...kernel, channels, filters],
      strides,
      pad,
      dilations: [1, 1],
    }),
  )
  // With padding by a number tfjs itself gets the output shape wrong where height and width differ, or with dilation.
  .filter(({ pad, filterShape: [height, width], strides: [down, across] }) => {
    return typeof pad === 'string' || (height === width && down === across);
  });

const dilated = fc
  .tuple(convolutions, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }))
  .map(([each, down, across]): Convolution => ({ ...each, strides: [1, 1], dilations: [down, across] }))
  .filter(({ inShape, filterShape, dilations: [down, across], pad }) => {
    if (typeof pad === 'number') return false;
    return inShape[1] > (filterShape[0] - 1) * down && inShape[2] > (filterShape[1] - 1) * across;
  });

describe('gradients of convolutions on wasm', () => {
  it('are those of the cpu backend, for any shape, stride and padding', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async (convolution) => {
        expectClose(on('wasm', convolution, gradients), on('cpu', convolution, gradients));
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  it('are those of the cpu backend for depthwise convolutions', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions, async (convolution) => {
        const square = {
          ...convolution,
          strides: [convolution.strides[0], convolution.strides[0]] as [number, number],
        };
        expectClose(on('wasm', square, depthwiseGradients), on('cpu', square, depthwiseGradients));
      }),
      { numRuns: 80, seed: 2 },
    );
  });

  it('follow the definition for dilated depthwise convolutions', async () => {
    await fc.assert(
      fc.asyncProperty(dilated, async (convolution) => {
        expectClose(on('wasm', convolution, depthwiseGradients), on('wasm', convolution, byDefinition));
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('leave no tensors behind', () => {
    tf.setBackend('wasm');
    const convolution: Convolution = {
      inShape: [2, 7, 6, 3],
      filterShape: [3, 2, 3, 2],
      strides: [2, 2],
      pad: 'same',
      dilations: [1, 1],
    };
    const before = tf.memory();
    on('wasm', convolution, gradients);
    on('wasm', convolution, depthwiseGradients);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('are registered once, however often they are asked for', () => {
    const kernel = tf.getKernel(tf.Conv2DBackpropFilter, 'wasm');
    registerWasmGradients();
    expect(tf.getKernel(tf.Conv2DBackpropFilter, 'wasm')).toBe(kernel);
  });

  it('refuse values whose channels come first', () => {
    tf.setBackend('wasm');
    const [x, dy] = values([1, 2, 5, 5], [1, 3, 3, 3]);
    const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NCHW', filterShape: [3, 3, 2, 3] };
    expect(() => tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attrs)).toThrow(/NCHW.*expected NHWC/);
    tf.dispose([x, dy]);
  });
});

type Gradients = (convolution: Convolution) => [tf.Tensor, tf.Tensor];

/** Data of what `compute` gives on a backend. */
function on(backend: string, convolution: Convolution, compute: Gradients): Float32Array[] {
  tf.setBackend(backend);
  const result = tf.tidy(() => compute(convolution));
  const data = result.map((tensor) => tensor.dataSync() as Float32Array);
  tf.dispose(result);
  return data;
}

function gradients({ inShape, filterShape, strides, pad }: Convolution): [tf.Tensor, tf.Tensor] {
  const [x, filter] = values(inShape, filterShape);
  const [dy] = values(tf.conv2d(x, filter, strides, pad).shape);
  const run = (kernel: string, inputs: tf.NamedTensorMap, shapes: object) =>
    tf.engine().runKernel(kernel, inputs, { strides, pad, dataFormat: 'NHWC', ...shapes }) as tf.Tensor;
  return [
    run(tf.Conv2DBackpropInput, { dy, filter }, { inputShape: inShape }),
    run(tf.Conv2DBackpropFilter, { x, dy }, { filterShape }),
  ];
}

function depthwiseGradients({ inShape, filterShape, strides, pad, dilations }: Convolution): [tf.Tensor, tf.Tensor] {
  const [x, filter] = values(inShape, filterShape);
  const [dy] = values(tf.depthwiseConv2d(x, filter, strides, pad as 'same', 'NHWC', dilations).shape as Shape4);
  const run = (kernel: string, inputs: tf.NamedTensorMap, shapes: object) =>
    tf.engine().runKernel(kernel, inputs, { strides, pad, dilations, ...shapes }) as tf.Tensor;
  return [
    run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape: inShape }),
    run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape }),
  ];
}

/** The same of a depthwise convolution, place by place and weight by weight. */
function byDefinition({ inShape, filterShape, strides, pad, dilations }: Convolution): [tf.Tensor, tf.Tensor] {
  const [x, filter] = values(inShape, filterShape);
  const [dy] = values(tf.depthwiseConv2d(x, filter, strides, pad as 'same', 'NHWC', dilations).shape as Shape4);
  const info = tf.backend_util.computeConv2DInfo(inShape, filterShape, strides, dilations, pad, undefined, true);
  const dx = tf.buffer(inShape);
  const dFilter = tf.buffer(filterShape);
  const [xs, filters, dys] = [x.bufferSync(), filter.bufferSync(), dy.bufferSync()];
  const [n, outHeight, outWidth] = dy.shape;
  for (let b = 0; b < n; b++)
    for (let r = 0; r < outHeight; r++)
      for (let s = 0; s < outWidth; s++)
        for (let i = 0; i < filterShape[0]; i++)
          for (let j = 0; j < filterShape[1]; j++) {
            const row = r * strides[0] - info.padInfo.top + i * dilations[0];
            const column = s * strides[1] - info.padInfo.left + j * dilations[1];
            if (row < 0 || column < 0 || row >= inShape[1] || column >= inShape[2]) continue;
            for (let c = 0; c < filterShape[2]; c++)
              for (let m = 0; m < filterShape[3]; m++) {
                const gradient = dys.get(b, r, s, c * filterShape[3] + m);
                dx.set(dx.get(b, row, column, c) + gradient * filters.get(i, j, c, m), b, row, column, c);
                dFilter.set(dFilter.get(i, j, c, m) + gradient * xs.get(b, row, column, c), i, j, c, m);
              }
          }
  return [dx.toTensor(), dFilter.toTensor()];
}

function values(...shapes: Shape4[]): tf.Tensor4D[] {
  const { uniform } = random(7);
  return shapes.map((shape) =>
    tf.tensor4d(
      Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => uniform() - 0.5),
      shape,
    ),
  );
}

function expectClose(actual: Float32Array[], expected: Float32Array[]): void {
  for (const [k, array] of actual.entries()) {
    expect(array.length).toBe(expected[k].length);
    const worst = array.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[k][i])), 0);
    expect(worst).toBeLessThan(1e-4);
  }
}

describe('the gradient of max pooling on wasm', () => {
  it('is that of the cpu backend, also where nothing in a window is above zero', () => {
    const { normal } = random(5);
    const values = Float32Array.from({ length: 2 * 6 * 7 * 3 }, () => normal() - 2);
    const gradientOn = (backend: string) => {
      void tf.setBackend(backend);
      return tf.tidy(() => {
        const x = tf.tensor4d(values, [2, 6, 7, 3]);
        const pooled = (value: tf.Tensor) =>
          tf
            .maxPool(value as tf.Tensor4D, 2, 2, 'same')
            .square()
            .sum<tf.Scalar>();
        return Array.from(tf.grad(pooled)(x).dataSync());
      });
    };
    const expected = gradientOn('cpu');
    expect(expected.some((value) => value < 0)).toBe(true);
    gradientOn('wasm').forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 5);
    });
  });
});
