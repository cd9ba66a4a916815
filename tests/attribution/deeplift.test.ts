import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deeplift } from '../../src/attribution/deeplift.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import { relativeError } from '../support/compare.js';
import { type CompactNode, randomBatch } from '../support/graph.js';
import { referenceNetwork } from '../support/reference-network.js';
import { twoClasses } from './classifier.js';
import { type Bend, slowDeeplift } from './slow-deeplift.js';

const valuesOf = (document: AttributionDocument) => decodeArray(document.result.values).data;

describe('reference values', () => {
  it.each(['plain', 'nested'] as const)('are captum’s on %s', async (name) => {
    const { network, input, expected } = await referenceNetwork(name);
    const { attributions } = expected as unknown as { attributions: Record<string, { data: number[]; delta: number }> };
    const document = await deeplift(network, input);
    const wanted = attributions.deeplift_rescale_baseline0;
    expect(relativeError(valuesOf(document), wanted.data)).toBeLessThan(1e-4);
    expect(document.result.delta).toBeCloseTo(wanted.delta, 5);
    await network.dispose();
  });

  it.each(['plain', 'nested', 'residual'] as const)('of %s add up where pooling loses nothing', async (name) => {
    const { network, input } = await referenceNetwork(name);
    for (const output of ['logit', 'probability'] as const) {
      for (const baseline of [0, 'mean', 'blur', 'noise'] as const) {
        const document = await deeplift(network, input, { pooling: 'complete', baseline, output });
        expect(Math.abs(document.result.delta ?? 1)).toBeLessThan(1e-5);
        expect(document.quality.checks?.find((check) => check.name === 'completeness')?.passes).toBe(true);
      }
    }
    await network.dispose();
  });
});

describe('contributions', () => {
  const layers: readonly (readonly CompactNode[])[] = [
    [['conv', 'conv2d', { padding: 'same', strides: [2, 1] }, { kernel: [3, 3, 2, 4], bias: [4] }]],
    [['depthwise', 'depthwise-conv2d', { padding: 'valid' }, { kernel: [2, 2, 4, 1], bias: [4] }]],
    [['whole', 'conv2d', { padding: 'valid' }, { kernel: [2, 4, 4, 5], bias: [5] }]],
    [
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: [5, 2], bias: [2] }],
    ],
  ];
  const bends: Readonly<Record<string, Bend>> = {
    relu: { of: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
    tanh: { of: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 },
    sigmoid: { of: (z) => 1 / (1 + Math.exp(-z)), slope: (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2 },
    softplus: { of: (z) => Math.log1p(Math.exp(z)), slope: (z) => 1 / (1 + Math.exp(-z)) },
  };

  it.each(Object.keys(bends).flatMap((name) => ['wasm', 'cpu'].map((engine) => ({ name, engine }))))(
    'are those of explicit matrices: $name on $engine',
    async ({ name, engine }) => {
      const nodes = layers.flatMap((each, i): CompactNode[] => (i < 3 ? [...each, [`bend${i}`, name]] : [...each]));
      const network = await twoClasses([6, 5, 2], nodes, { seed: 8, range: [-0.6, 0.7], engine });
      const image = randomBatch([1, 6, 5, 2], 3);
      const reference = randomBatch([1, 6, 5, 2], 4);
      for (const target of [0, 1]) {
        const document = await deeplift(network, image, { baseline: reference, target });
        const wanted = await slowDeeplift(network, image, reference, layers, { bend: bends[name], target });
        expect(relativeError(valuesOf(document), wanted)).toBeLessThan(2e-5);
      }
      await network.dispose();
    },
  );
});

describe('completeness', () => {
  const activations = ['relu', 'elu', 'selu', 'swish', 'gelu', 'mish', 'hard-sigmoid', 'hard-swish', 'softplus'];
  const more = ['softsign', 'tanh', 'sigmoid', 'exponential', 'softmax', 'log-softmax'];
  const merges = ['add', 'subtract', 'multiply', 'average', 'maximum', 'minimum', 'concatenate'];
  const pools: CompactNode[] = [
    ['pool', 'max-pool', { poolSize: [3, 2], strides: [1, 2], padding: 'same' }],
    ['pool', 'max-pool', { poolSize: [2, 2] }],
    ['pool', 'average-pool', { poolSize: [2, 2] }],
    ['pool', 'global-max-pool', { keepDims: true }],
  ];

  it('holds for any activation, merge and pool', async () => {
    const cases = fc.tuple(
      fc.constantFrom(...activations, ...more),
      fc.constantFrom(...merges),
      fc.constantFrom(...pools),
      fc.integer({ min: 1, max: 1000 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([activation, merge, pool, seed]) => {
        const network = await twoClasses(
          [6, 5, 2],
          [
            ['a', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3], bias: [3] }, ['input']],
            ['b', 'conv2d', { padding: 'same' }, { kernel: [1, 1, 2, 3], bias: [3] }, ['input']],
            ['active', activation, {}, {}, ['a']],
            ['merged', merge, {}, {}, ['active', 'b']],
            pool,
            ['means', 'global-average-pool'],
            ['scores', 'dense', {}, { kernel: [merge === 'concatenate' ? 6 : 3, 2], bias: [2] }],
          ],
          { seed },
        );
        const image = randomBatch([1, 6, 5, 2], seed);
        const document = await deeplift(network, image, { pooling: 'complete', baseline: 0.3 });
        const scale = Math.max(1, ...valuesOf(document).map(Math.abs));
        expect(Math.abs(document.result.delta ?? 1) / scale).toBeLessThan(1e-4);
        await network.dispose();
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});

it('returns weight times difference where the network is linear', async () => {
  const weights = randomBatch([24, 2], 3);
  const network = await twoClasses(
    [3, 4, 2],
    [
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: weights }],
    ],
  );
  const image = randomBatch([1, 3, 4, 2], 4);
  const document = await deeplift(network, image, { target: 1, baseline: [0.5, -0.25] });
  const wanted = image.data.map((value, i) => weights.data[2 * i + 1] * (value - (i % 2 === 0 ? 0.5 : -0.25)));
  expect(relativeError(valuesOf(document), wanted)).toBeLessThan(1e-6);
  await network.dispose();
});

it('changes with its options, and refuses others', async () => {
  const { network, input } = await referenceNetwork('nested');
  const plain = valuesOf(await deeplift(network, input));
  expect(relativeError(valuesOf(await deeplift(network, input, { baseline: 0.5 })), plain)).toBeGreaterThan(0.01);
  expect(relativeError(valuesOf(await deeplift(network, input, { pooling: 'complete' })), plain)).toBeGreaterThan(0.01);
  const bad = deeplift(network, input, { pooling: 'max' as 'complete' });
  await expect(bad).rejects.toThrow('Cannot use pooling "max": expected one of "gradient", "complete"');
  await network.dispose();
});
