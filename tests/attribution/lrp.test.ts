import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type LrpOptions, lrp } from '../../src/attribution/lrp.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import { foldBatchNorm } from '../../src/network/fold-batch-norm.js';
import { forward } from '../../src/network/forward.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { relativeError } from '../support/compare.js';
import { buildGraph, buildNetwork, type CompactNode, randomBatch } from '../support/graph.js';
import { referenceNetwork } from '../support/reference-network.js';
import { twoClasses } from './classifier.js';
import { type SlowRule, slowRelevance } from './slow-relevance.js';

const valuesOf = (document: AttributionDocument) => decodeArray(document.result.values).data;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0);
const spread: NdArray = { shape: [3], data: Float32Array.of(0.5, 1, 2) };

describe('reference values', () => {
  it.each([
    ['lrp_epsilon1e-2', { rule: 'epsilon', epsilon: 0.01 }],
    ['lrp_gamma0.25', { rule: 'gamma', gamma: 0.25 }],
    ['lrp_alpha1_beta0', { rule: 'alpha-beta', alpha: 1 }],
    ['lrp_alpha1_beta0', { rule: 'z-plus' }],
  ] as const)('are captum’s: %s', async (key, options) => {
    const { network, input, expected } = await referenceNetwork('plain');
    const { attributions } = expected as unknown as { attributions: Record<string, { data: number[] }> };
    expect(relativeError(valuesOf(await lrp(network, input, options)), attributions[key].data)).toBeLessThan(1e-4);
    await network.dispose();
  });
});

describe('each rule', () => {
  const norm = { mean: [3], variance: spread, gamma: [3], beta: [3] };
  const layers: readonly (readonly CompactNode[])[] = [
    [
      ['first', 'conv2d', { padding: 'same', strides: [2, 1] }, { kernel: [3, 2, 2, 3], bias: [3] }],
      ['norm', 'batch-norm', {}, norm],
    ],
    [['second', 'depthwise-conv2d', { padding: 'valid' }, { kernel: [2, 2, 3, 2], bias: [6] }]],
    [['third', 'conv2d-transpose', { padding: 'same', strides: [2, 2] }, { kernel: [3, 3, 2, 6], bias: [2] }]],
    [
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: [4 * 8 * 2, 2], bias: [2] }],
    ],
  ];
  const rules: readonly SlowRule[] = [
    { rule: 'epsilon', epsilon: 0.05 },
    { rule: 'gamma', gamma: 0.4 },
    { rule: 'z-plus' },
    { rule: 'alpha-beta', alpha: 2.5 },
    { rule: 'flat' },
    { rule: 'w-square' },
    { rule: 'box', low: -1.5, high: 2 },
  ];

  it.each(rules.flatMap((rule) => ['wasm', 'cpu'].map((engine) => ({ rule, engine }))))(
    'is that of explicit matrices: $rule.rule on $engine',
    async ({ rule, engine }) => {
      const relu = (i: number): CompactNode => [`relu${i}`, 'relu'];
      const nodes = layers.flatMap((each, i) => (i < 3 ? [...each, relu(i)] : each));
      const network = await twoClasses([6, 5, 2], nodes, { seed: 4, range: [-0.5, 0.6], engine });
      const image = randomBatch([1, 6, 5, 2], 9);
      const document = await lrp(network, image, { ...rule, target: 1 });
      const wanted = await slowRelevance(network, image, layers, { rule, target: 1 });
      expect(relativeError(valuesOf(document), wanted)).toBeLessThan(2e-5);
      await network.dispose();
    },
  );
});

describe('batch normalisation', () => {
  it.each([
    ['conv2d', { padding: 'same' }, [3, 3, 2, 4], 4],
    ['depthwise-conv2d', { padding: 'same' }, [3, 3, 2, 2], 4],
    ['conv2d-transpose', { padding: 'same', strides: [2, 2] }, [3, 3, 4, 2], 4],
    ['dense', {}, [2, 4], 4],
  ] as const)('folds into %s without changing its output', async (operation, attributes, kernel, channels) => {
    const variance: NdArray = { shape: [channels], data: Float32Array.of(0.5, 1, 2, 3) };
    const nodes: readonly CompactNode[] = [
      ['layer', operation, { ...attributes }, { kernel, bias: [channels] }],
      ['norm', 'batch-norm', {}, { mean: [channels], variance, gamma: [channels], beta: [channels] }],
    ];
    const network = await buildNetwork([5, 4, 2], nodes);
    const folded = foldBatchNorm(buildGraph([5, 4, 2], nodes));
    expect(folded.nodes.map(({ name, operation: each }) => [name, each])).toEqual([
      ['input', 'input'],
      ['layer', operation],
      ['norm', 'identity'],
    ]);
    const again = folded.nodes.slice(1).map((node): CompactNode => {
      return [node.name, node.operation, { ...node.attributes }, { ...node.weights }, node.inputs];
    });
    const other = await buildNetwork([5, 4, 2], again);
    const batch = randomBatch([2, 5, 4, 2]);
    const [one, two] = await Promise.all([network, other].map((each) => forward(each, batch, ['norm'])));
    expect(relativeError((two.get('norm') as NdArray).data, (one.get('norm') as NdArray).data)).toBeLessThan(1e-5);
  });

  it('before a layer counts as part of it, with what it adds as bias', async () => {
    const weights = { mean: [2], variance: { shape: [2], data: Float32Array.of(0.5, 2) }, gamma: [2], beta: [2] };
    const kernel = randomBatch([30, 2], 8);
    const nodes = (middle: readonly CompactNode[]): CompactNode[] => [
      ...middle,
      ['flat', 'flatten'],
      ['relu', 'relu'],
      ['scores', 'dense', {}, { kernel }],
    ];
    const image = randomBatch([1, 5, 3, 2], 2);
    const conv: CompactNode = ['layer', 'conv2d', {}, { kernel: [1, 1, 2, 2] }];
    const network = await twoClasses([5, 3, 2], nodes([['norm', 'batch-norm', {}, weights], conv]));
    const { nodes: built } = network;
    const [norm, layer] = [built[1].weights, built[2].weights];
    // One layer that does both.
    const scale = [0, 1].map((i) => norm.gamma.data[i] / Math.sqrt(norm.variance.data[i] + 1e-3));
    const shift = [0, 1].map((i) => norm.beta.data[i] - norm.mean.data[i] * scale[i]);
    const both = {
      kernel: {
        shape: [1, 1, 2, 2],
        data: Float32Array.from(layer.kernel.data, (w, i) => w * scale[Math.floor(i / 2)]),
      },
      bias: {
        shape: [2],
        data: Float32Array.of(
          ...[0, 1].map((j) => shift[0] * layer.kernel.data[j] + shift[1] * layer.kernel.data[2 + j]),
        ),
      },
    };
    const single = await twoClasses([5, 3, 2], nodes([['layer', 'conv2d', {}, both]]));
    for (const rule of ['epsilon', 'z-plus', 'gamma', 'alpha-beta', 'box'] as const) {
      const [one, two] = [
        await lrp(network, image, { rule, target: 1 }),
        await lrp(single, image, { rule, target: 1 }),
      ];
      expect(relativeError(valuesOf(one), valuesOf(two))).toBeLessThan(1e-4);
    }
  });
});

describe('conservation', () => {
  it('holds without biases as epsilon goes to nothing, through sums, concatenation and pools', async () => {
    const network = await twoClasses(
      [8, 6, 2],
      [
        ['a', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3] }, ['input']],
        ['relu', 'relu'],
        ['b', 'conv2d', { padding: 'same' }, { kernel: [1, 1, 3, 3] }],
        ['sum', 'add', {}, {}, ['relu', 'b']],
        ['both', 'concatenate', {}, {}, ['sum', 'relu']],
        [
          'padded',
          'zero-padding',
          {
            padding: [
              [1, 1],
              [0, 2],
            ],
          },
        ],
        ['pool', 'max-pool', { poolSize: [2, 2] }],
        ['mean', 'average-pool', { poolSize: [2, 2], padding: 'same' }],
        ['large', 'up-sampling', { size: [2, 2], interpolation: 'bilinear' }],
        ['means', 'global-average-pool'],
        ['scores', 'dense', {}, { kernel: [6, 2] }],
      ],
    );
    const document = await lrp(network, randomBatch([1, 8, 6, 2], 3), { rule: 'epsilon', epsilon: 1e-9, target: 1 });
    const { logit } = document.target;
    expect(Math.abs(sum(valuesOf(document)) / (logit ?? 0) - 1)).toBeLessThan(1e-3);
    expect(document.quality.checks?.find(({ name }) => name === 'conservation')?.value).toBeCloseTo(1, 3);
  });

  it('gives weight times value where the network is linear', async () => {
    const kernel = randomBatch([24, 2], 3);
    const network = await twoClasses(
      [3, 4, 2],
      [
        ['flat', 'flatten'],
        ['scores', 'dense', {}, { kernel }],
      ],
    );
    const image = randomBatch([1, 3, 4, 2], 4);
    const document = await lrp(network, image, { target: 1, rule: 'epsilon', epsilon: 0 });
    expect(
      relativeError(
        valuesOf(document),
        image.data.map((value, i) => value * kernel.data[2 * i + 1]),
      ),
    ).toBeLessThan(1e-5);
  });
});

describe('options', () => {
  it('change the result, each', async () => {
    const { network, input } = await referenceNetwork('residual');
    const ask = async (options: LrpOptions) => valuesOf((await lrp(network, input, options)) as AttributionDocument);
    const held = tf.memory().numTensors;
    const pairs: [LrpOptions, LrpOptions][] = [
      [{}, { composite: 'epsilon-plus' }],
      [{}, { composite: 'epsilon-gamma-box' }],
      [{}, { composite: 'epsilon-alpha2-beta1' }],
      [{ composite: 'epsilon-alpha2-beta1' }, { composite: 'epsilon-alpha2-beta1-flat' }],
      [{ rule: 'epsilon' }, { rule: 'epsilon', epsilon: 0.5 }],
      [{ rule: 'gamma' }, { rule: 'gamma', gamma: 2 }],
      [{ rule: 'alpha-beta' }, { rule: 'alpha-beta', alpha: 3 }],
      [{ rule: 'box' }, { rule: 'box', low: -1 }],
      [{ rule: 'box' }, { rule: 'box', high: 2 }],
      [{}, { rule: ({ operation }) => (operation === 'conv2d' ? { rule: 'gamma', gamma: 1 } : undefined) }],
      [{}, { rule: ({ operation }) => (operation === 'relu' ? (relevance) => [tf.mul(relevance, 2)] : undefined) }],
    ];
    for (const [one, two] of pairs) expect(relativeError(await ask(two), await ask(one))).toBeGreaterThan(1e-3);
    expect(await ask({ rule: 'alpha-beta', alpha: 3, beta: 2 })).toEqual(await ask({ rule: 'alpha-beta', alpha: 3 }));
    expect(tf.memory().numTensors).toBe(held);
    await network.dispose();
  });

  it.each([
    [{ rule: 'plus' }, 'Cannot use rule "plus": expected one of "epsilon", "gamma"'],
    [{ rule: 'flat', composite: 'epsilon-plus' }, 'Cannot use both rule and composite: give one of them'],
    [{ beta: 3 }, 'Cannot use beta 3: expected alpha - 1, which is 1'],
    [{ epsilon: -1 }, 'Cannot use epsilon -1: expected a number from 0'],
    [{ low: 2 }, 'Cannot use high 1: expected a number above low, which is 2'],
  ])('refuses %j in words', async (options, sentence) => {
    const { network, input } = await referenceNetwork('plain');
    await expect(lrp(network, input, options as LrpOptions)).rejects.toThrow(sentence);
    await network.dispose();
  });
});

describe('products', () => {
  const product = (operation: string, attributes = {}): CompactNode[] => [
    ['signal', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3] }, ['input']],
    ['other', 'conv2d', { padding: 'same' }, { kernel: [1, 1, 2, 3] }, ['input']],
    ['gate', operation, attributes, {}, ['other']],
    ['product', 'multiply', {}, {}, ['signal', 'gate']],
    ['means', 'global-average-pool'],
    ['scores', 'dense', {}, { kernel: [3, 2] }],
  ];

  it('hand all to the signal that a gate lets through', async () => {
    const network = await twoClasses([4, 4, 2], product('sigmoid'));
    const document = await lrp(network, randomBatch([1, 4, 4, 2]), { rule: 'epsilon', epsilon: 1e-9, target: 1 });
    expect(sum(valuesOf(document as AttributionDocument))).toBeCloseTo(
      (document as AttributionDocument).target.logit ?? 0,
      3,
    );
  });

  it('of two signals have no rule: another method is named', async () => {
    const network = await twoClasses([4, 4, 2], product('relu'));
    await expect(lrp(network, randomBatch([1, 4, 4, 2]))).rejects.toThrow(
      'Cannot explain "test" by lrp: it has no rule for "product", a multiply; deeplift, gradient',
    );
  });
});
