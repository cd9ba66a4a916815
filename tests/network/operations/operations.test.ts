import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { backward } from '../../../src/network/backward.js';
import { createEngine } from '../../../src/network/engines/index.js';
import { forward } from '../../../src/network/forward.js';
import { OPERATIONS, type TensorNode } from '../../../src/network/operations/index.js';
import { type NdArray, sizeOf } from '../../../src/numeric/nd-array.js';
import { relativeError } from '../../support/compare.js';
import { buildGraph, buildNetwork, type CompactNode, randomBatch } from '../../support/graph.js';

type Case = readonly [title: string, input: readonly number[], nodes: readonly CompactNode[]];

/** One operation alone: attributes and weights as the readers of formats write them. */
const one = (
  operation: string,
  input: readonly number[],
  attributes: Record<string, unknown> = {},
  weights: Record<string, readonly number[] | NdArray> = {},
): Case => [`${operation} ${JSON.stringify(attributes)} on ${input}`, input, [['out', operation, attributes, weights]]];

/** Two different views of the input, merged. */
const merged = (operation: string, attributes: Record<string, unknown> = {}): Case => [
  `${operation} ${JSON.stringify(attributes)}`,
  [5, 4, 3],
  [
    ['a', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 2] }, ['input']],
    ['b', 'conv2d', { padding: 'same' }, { kernel: [1, 1, 3, 2] }, ['input']],
    ['out', operation, attributes, {}, ['a', 'b']],
  ],
];

const positive = (length: number): NdArray => ({
  shape: [length],
  data: Float32Array.from({ length }, (_, i) => 0.5 + i / 3),
});

const convolutions = [1, 2, 3].flatMap((stride) =>
  ['same', 'valid'].flatMap((padding) => [
    one('conv2d', [8, 7, 2], { strides: [stride, stride], padding }, { kernel: [3, 3, 2, 3], bias: [3] }),
    one('conv2d', [9, 7, 2], { strides: [stride, 1], padding }, { kernel: [2, 4, 2, 3] }),
    one('conv2d', [7, 8, 2], { strides: [stride, stride], padding }, { kernel: [1, 1, 2, 3] }),
    one('conv2d', [7, 8, 4], { strides: [stride, stride], padding, groups: 2 }, { kernel: [3, 3, 2, 6], bias: [6] }),
    one('depthwise-conv2d', [8, 7, 3], { strides: [stride, stride], padding }, { kernel: [3, 3, 3, 1], bias: [3] }),
    one('depthwise-conv2d', [9, 8, 2], { strides: [stride, stride], padding }, { kernel: [3, 2, 2, 3] }),
    one('conv2d-transpose', [4, 5, 2], { strides: [stride, stride], padding }, { kernel: [3, 3, 4, 2], bias: [4] }),
    one('conv2d-transpose', [4, 3, 2], { strides: [stride, stride], padding }, { kernel: [2, 2, 3, 2] }),
    one('max-pool', [8, 7, 2], { poolSize: [2, 2], strides: [stride, stride], padding }),
    one('max-pool', [8, 7, 2], { poolSize: [3, 2], strides: [stride, stride], padding }),
    one('average-pool', [8, 7, 2], { poolSize: [3, 3], strides: [stride, stride], padding }),
    one('average-pool', [8, 7, 2], { poolSize: [2, 3], strides: [stride, stride], padding }),
  ]),
);

const pools = [
  one('average-pool', [8, 7, 2], { poolSize: [3, 3], padding: 'same' }),
  one('average-pool', [8, 7, 2], { poolSize: [3, 2], padding: 'valid' }),
  one('average-pool', [4, 3, 2], { poolSize: [4, 3], strides: [1, 1], padding: 'valid' }),
  one('average-pool', [4, 3, 2], { poolSize: [3, 2], strides: [4, 3], padding: 'same' }),
  one('max-pool', [8, 7, 2], { poolSize: [3, 3], padding: 'same' }),
];

/** Odd paddings, strides longer than the window, filters of other sizes than wasm has loops for, several positions at once. */
const strided = ['same', 'valid'].flatMap((padding) => [
  one('conv2d', [9, 11, 1], { strides: [1, 1], padding }, { kernel: [5, 5, 1, 2] }),
  one('conv2d', [9, 11, 2], { strides: [2, 2], padding }, { kernel: [5, 4, 2, 2] }),
  one('conv2d', [9, 10, 2], { strides: [4, 4], padding }, { kernel: [3, 3, 2, 2] }),
  one('depthwise-conv2d', [9, 9, 2], { strides: [2, 2], padding }, { kernel: [5, 5, 2, 1] }),
  one('depthwise-conv2d', [9, 10, 2], { strides: [2, 3], padding }, { kernel: [4, 1, 2, 2] }),
  one('depthwise-conv2d', [9, 10, 2], { strides: [3, 3], padding }, { kernel: [2, 2, 2, 1] }),
]);

const dilated = ['same', 'valid'].flatMap((padding) => [
  one('conv2d', [10, 9, 2], { strides: [1, 1], padding, dilations: [2, 3] }, { kernel: [3, 3, 2, 2] }),
  one('depthwise-conv2d', [10, 9, 2], { strides: [1, 1], padding, dilations: [2, 2] }, { kernel: [3, 3, 2, 2] }),
]);

const activations = [
  one('relu', [4, 4, 2]),
  one('relu', [4, 4, 2], { maxValue: 0.5 }),
  one('relu', [4, 4, 2], { maxValue: 6 }),
  one('relu', [4, 4, 2], { negativeSlope: 0.2 }),
  one('relu', [4, 4, 2], { threshold: 0.3 }),
  one('relu', [4, 4, 2], { threshold: 0.1, negativeSlope: 0.3, maxValue: 0.8 }),
  one('elu', [4, 4, 2], { alpha: 1 }),
  one('elu', [4, 4, 2], { alpha: 0.7 }),
  one('gelu', [4, 4, 2], { approximate: true }),
  one('gelu', [4, 4, 2], { approximate: false }),
  one('hard-sigmoid', [4, 4, 2], { slope: 1 / 6, shift: 0.5 }),
  ...[
    'selu',
    'swish',
    'mish',
    'hard-sigmoid',
    'hard-swish',
    'softplus',
    'softsign',
    'tanh',
    'sigmoid',
    'exponential',
  ].map((name) => one(name, [4, 4, 2])),
  one('softmax', [4, 4, 3]),
  one('softmax', [4, 4, 3], { axis: 1 }),
  one('log-softmax', [4, 4, 3]),
  one('prelu', [4, 4, 3], {}, { alpha: [1, 1, 3] }),
  one('prelu', [4, 4, 3], {}, { alpha: [4, 4, 3] }),
];

const others = [
  one('dense', [2, 3, 4], {}, { kernel: [4, 5], bias: [5] }),
  one('batch-norm', [4, 3, 2], { epsilon: 0.01 }, { mean: [2], variance: positive(2), gamma: [2], beta: [2] }),
  one('batch-norm', [4, 3, 2], { epsilon: 0.01 }, { mean: [2], variance: positive(2) }),
  one('global-max-pool', [4, 3, 2]),
  one('global-max-pool', [4, 3, 2], { keepDims: true }),
  one('global-average-pool', [4, 3, 2]),
  one('global-average-pool', [4, 3, 2], { keepDims: true }),
  one('flatten', [3, 2, 2]),
  one('reshape', [3, 2, 2], { targetShape: [2, 6] }),
  one('reshape', [3, 2, 2], { targetShape: [-1, 3] }),
  one('permute', [3, 2, 4], { dims: [3, 1, 2] }),
  one('zero-padding', [3, 2, 4], {
    padding: [
      [1, 0],
      [2, 3],
    ],
  }),
  one('cropping', [5, 6, 2], {
    cropping: [
      [1, 0],
      [2, 1],
    ],
  }),
  one('up-sampling', [3, 4, 2], { size: [2, 3], interpolation: 'nearest' }),
  one('up-sampling', [3, 4, 2], { size: [2, 3], interpolation: 'bilinear' }),
  one('up-sampling', [3, 4, 2], { size: [2, 2], interpolation: 'bilinear', halfPixelCenters: false }),
  one('resizing', [5, 4, 2], { height: 3, width: 7, interpolation: 'bilinear' }),
  one('resizing', [5, 4, 2], { height: 3, width: 7, interpolation: 'nearest' }),
  one('rescaling', [3, 2, 2], { scale: 2, offset: -1 }),
  one('normalization', [3, 2, 2], {}, { mean: [2], variance: positive(2) }),
  one('identity', [3, 2, 2]),
  ...['add', 'subtract', 'multiply', 'average', 'maximum', 'minimum', 'concatenate'].map((name) => merged(name)),
  merged('concatenate', { axis: 1 }),
  [
    'multiply, one input stretched',
    [4, 3, 2],
    [
      ['gate', 'global-average-pool', { keepDims: true }, {}, ['input']],
      ['out', 'multiply', {}, {}, ['input', 'gate']],
    ],
  ] satisfies Case,
  [
    'conv2d, batch norm and relu6 in a row',
    [6, 5, 2],
    [
      ['conv', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 4], bias: [4] }],
      ['norm', 'batch-norm', { epsilon: 1e-3 }, { mean: [4], variance: positive(4), gamma: [4], beta: [4] }],
      ['out', 'relu', { maxValue: 6 }],
    ],
  ] satisfies Case,
  [
    'depthwise, batch norm and relu in a row',
    [6, 5, 2],
    [
      ['conv', 'depthwise-conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 2] }],
      ['norm', 'batch-norm', { epsilon: 1e-3 }, { mean: [4], variance: positive(4), gamma: [4], beta: [4] }],
      ['out', 'relu'],
    ],
  ] satisfies Case,
];

const cases: readonly Case[] = [...convolutions, ...strided, ...pools, ...dilated, ...activations, ...others];

beforeAll(async () => {
  await createEngine('cpu');
});

it('covers every operation', () => {
  const covered = new Set(cases.flatMap(([, , nodes]) => nodes.map(([, operation]) => operation)));
  expect(Object.keys(OPERATIONS).filter((name) => name !== 'input' && !covered.has(name))).toEqual([]);
});

describe.each(cases)('%s', (_, input, nodes) => {
  const batch = randomBatch([2, ...input], 5);

  it('has the shape it says, alike on wasm and cpu', async () => {
    const [wasm, cpu] = [await buildNetwork(input, nodes), await buildNetwork(input, nodes, { engine: 'cpu' })];
    const [fast, plain] = [await forward(wasm, batch, ['out']), await forward(cpu, batch, ['out'])];
    expect(fast.get('out')!.shape).toEqual([2, ...wasm.nodes.at(-1)!.shape]);
    expect(plain.get('out')!.shape).toEqual([2, ...wasm.nodes.at(-1)!.shape]);
    expect(relativeError(fast.get('out')!.data, plain.get('out')!.data)).toBeLessThan(1e-5);
    await wasm.dispose();
    await cpu.dispose();
  });

  it('has the gradient of tf.grad and of finite differences, on wasm and cpu', async () => {
    const graph = buildGraph(input, nodes);
    const shape = [2, ...graph.nodes.at(-1)!.shape] as number[];
    const seed = randomBatch(shape, 9);
    const automatic = tfjsCannot(nodes) ? undefined : gradientByTfjs(graph, batch, seed);
    for (const engine of ['wasm', 'cpu']) {
      const network = await buildNetwork(input, nodes, { engine });
      const gradient = await backward(network, batch, { target: { node: 'out', seed } });
      if (automatic) expect(relativeError(gradient.get('input')!.data, automatic)).toBeLessThan(2e-5);
      const numerical = await differences(network, batch, seed);
      expect(relativeError(gradient.get('input')!.data, numerical)).toBeLessThan(5e-3);
      await network.dispose();
    }
  });
});

/** Gradients that tfjs has not, or gets wrong: they are held against finite differences alone. */
function tfjsCannot(nodes: readonly CompactNode[]): boolean {
  return nodes.some(([, name, attributes = {}, weights = {}]) => {
    if (name === 'average-pool') return attributes.padding === 'same';
    if (name === 'batch-norm') return weights.gamma === undefined;
    return 'dilations' in attributes || name === 'up-sampling' || name === 'resizing';
  });
}

function gradientByTfjs(graph: ReturnType<typeof buildGraph>, batch: NdArray, seed: NdArray): Float32Array {
  void tf.setBackend('cpu');
  const weighed = (x: tf.Tensor) => tf.sum(tf.mul(run(graph, x), tf.tensor(seed.data, [...seed.shape])));
  const result = tf.tidy(() => tf.grad(weighed)(tf.tensor(batch.data, [...batch.shape])));
  const values = result.dataSync<'float32'>();
  result.dispose();
  return values;
}

/** The graph by plain tfjs operations that tf.grad can follow. */
function run(graph: ReturnType<typeof buildGraph>, x: tf.Tensor): tf.Tensor {
  const values = new Map<string, tf.Tensor>();
  for (const node of graph.nodes) {
    const weights = Object.fromEntries(
      Object.entries(node.weights).map(([role, { data, shape }]) => [role, tf.tensor(data, [...shape])]),
    );
    const inputs = node.operation === 'input' ? [x] : node.inputs.map((name) => values.get(name)!);
    const operation = OPERATIONS[node.operation];
    const shapes = inputs.map((input) => input.shape.slice(1));
    const prepared = operation.prepare?.({ ...node, weights }, shapes) ?? {};
    values.set(node.name, operation.forward(inputs, { ...node, weights, prepared } as TensorNode));
  }
  return values.get(graph.output)!;
}

/** Central differences of the weighted output, all inputs as one batch. */
async function differences(network: Awaited<ReturnType<typeof buildNetwork>>, batch: NdArray, seed: NdArray) {
  const step = 2e-3;
  const image = batch.shape.slice(1);
  const size = sizeOf(image);
  const outSize = sizeOf(seed.shape.slice(1));
  const moved = new Float32Array(batch.data.length * 2 * size);
  for (let pixel = 0; pixel < batch.data.length; pixel++) {
    const first = Math.floor(pixel / size) * size;
    for (const [k, sign] of [1, -1].entries()) {
      const start = (pixel * 2 + k) * size;
      moved.set(batch.data.subarray(first, first + size), start);
      moved[start + pixel - first] += sign * step;
    }
  }
  const out = (await forward(network, { shape: [batch.data.length * 2, ...image], data: moved }, ['out'])).get('out')!;
  return Float32Array.from(batch.data, (_, pixel) => {
    const weights = Math.floor(pixel / size) * outSize;
    let sum = 0;
    for (let j = 0; j < outSize; j++) {
      const [up, down] = [out.data[pixel * 2 * outSize + j], out.data[(pixel * 2 + 1) * outSize + j]];
      sum += (seed.data[weights + j] * (up - down)) / (2 * step);
    }
    return sum;
  });
}
