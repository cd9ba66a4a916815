import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kernelsBinary } from '../../../scripts/build-kernels.js';
import { KERNELS } from '../../../src/network/wasm/kernels-binary.js';
import {
  CHANNEL_SUM,
  ownKernel,
  RECTIFIER_GRADIENT,
  registerWasmKernels,
} from '../../../src/network/wasm/wasm-kernels.js';
import { random } from '../../../src/numeric/random.js';
import { openBackend } from '../../../src/platform/node/tfjs-backend.js';
import { relativeError } from '../../support/compare.js';

beforeAll(async () => {
  await openBackend('cpu');
  await openBackend('wasm');
  registerWasmKernels();
});
beforeEach(() => tf.setBackend('wasm'));

const noise = (count: number, seed: number) => {
  const { normal } = random(seed);
  return Float32Array.from({ length: count }, () => normal());
};

it('is made of its source', async () => {
  expect(KERNELS).toBe(await kernelsBinary());
});

it('is there on wasm alone, once', async () => {
  registerWasmKernels();
  expect(ownKernel(CHANNEL_SUM)).toBeTypeOf('function');
  await tf.setBackend('cpu');
  expect(ownKernel(CHANNEL_SUM)).toBeUndefined();
});

describe('a sum over channels', () => {
  it.each([1, 3, 4, 7, 8, 9, 16, 31, 40])('is that of a loop, of %i channels', (channels) => {
    for (const [n, h, w] of [
      [1, 1, 1],
      [1, 5, 3],
      [3, 2, 4],
    ]) {
      const cells = h * w;
      const [values, weights] = [noise(n * cells * channels, 1), noise(n * channels, 2)];
      const expected = Float64Array.from({ length: n * cells }, (_, i) => {
        let sum = 0;
        for (let c = 0; c < channels; c++) {
          sum += values[i * channels + c] * weights[Math.floor(i / cells) * channels + c];
        }
        return sum;
      });
      const before = tf.memory().numTensors;
      const found = tf.tidy(() => {
        const inputs = {
          value: tf.tensor(values, [n, h, w, channels]),
          weights: tf.tensor(weights, [n, 1, 1, channels]),
        };
        const sums = ownKernel(CHANNEL_SUM)!(inputs);
        expect(sums.shape).toEqual([n, h, w]);
        return sums.dataSync();
      });
      expect(relativeError(found as Float32Array, expected)).toBeLessThan(1e-6);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('the gradient of a rectifier', () => {
  it.each([1, 3, 4, 5, 8, 11, 64])('passes between zero and the cap alone, of %i values', (count) => {
    for (const cap of [6, Number.POSITIVE_INFINITY]) {
      const output = Float32Array.from(noise(count, 3), (value, i) => (i % 5 === 0 ? 0 : i % 7 === 3 ? 6 : 3 * value));
      const gradient = noise(count, 4);
      const expected = gradient.map((value, i) => (output[i] > 0 && output[i] < cap ? value : 0));
      const found = tf.tidy(() =>
        ownKernel(RECTIFIER_GRADIENT)!(
          { gradient: tf.tensor(gradient), output: tf.tensor(output) },
          { cap },
        ).dataSync(),
      );
      expect(found).toEqual(expected);
    }
  });
});
