import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { forwardBackward } from '../../../src/network/backward.js';
import type { GradientSummary } from '../../../src/network/engines/index.js';
import { relativeError } from '../../support/compare.js';
import { buildNetwork, type CompactNode, randomBatch } from '../../support/graph.js';

/** Bottlenecks as in MobileNet v2: narrow, widened by a 1x1 convolution with and without bias, rectified, narrowed again. */
const NODES: readonly CompactNode[] = [
  ['stem', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3], bias: [3] }],
  ['wide', 'conv2d', { padding: 'same' }, { kernel: [1, 1, 3, 8], bias: [8] }],
  ['active', 'relu', { maxValue: 6 }],
  ['narrow', 'conv2d', {}, { kernel: [1, 1, 8, 3] }],
  ['sum', 'add', {}, {}, ['stem', 'narrow']],
  ['plain', 'conv2d', {}, { kernel: [1, 1, 3, 8] }],
  ['bent', 'relu'],
  ['strided', 'conv2d', { strides: 2 }, { kernel: [1, 1, 8, 16], bias: [16] }],
  ['mean', 'global-average-pool'],
  ['scores', 'dense', {}, { kernel: [16, 3], bias: [3] }],
];
const AT = NODES.map(([name]) => name).slice(0, 8);

const weights = (gradient: tf.Tensor) => tf.mean(gradient, [1, 2], true);
/** The same, spelled out on the value itself. */
const slow: GradientSummary = (gradient, value) =>
  tf.sum(tf.mul(value, tf.mean(gradient, [1, 2], true)), -1) as tf.Tensor;

describe.each(['wasm', 'cpu'])('a weighted sum over channels on %s', (engine) => {
  it.each([1, 3])('is that of the value, whether or not it was made, for %d images', async (images) => {
    const network = await buildNetwork([9, 7, 2], NODES, { engine, seed: 5 });
    const batch = randomBatch([images, 9, 7, 2]);
    const run = async (summary: GradientSummary, names: readonly string[] = []) =>
      (await forwardBackward(network, batch, names, { target: 1, at: AT, summary })).gradients;
    const before = tf.memory().numTensors;
    const [fast, fetched, expected] = [await run({ weights }), await run({ weights }, ['wide']), await run(slow)];
    for (const name of AT) {
      const wanted = expected.get(name)!;
      expect(wanted.data.some((value) => Math.abs(value) > 1e-3)).toBe(true);
      for (const found of [fast.get(name)!, fetched.get(name)!]) {
        expect(found.shape).toEqual(wanted.shape);
        expect(relativeError(found.data, wanted.data), name).toBeLessThan(1e-5);
      }
    }
    expect(tf.memory().numTensors).toBe(before);
    await network.dispose();
  });
});
