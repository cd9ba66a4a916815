import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { backward, forwardBackward } from '../../src/network/backward.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createChoosingEngine } from '../../src/network/engines/choosing-engine.js';
import { createEngine } from '../../src/network/engines/index.js';
import { microBatchOf } from '../../src/network/engines/micro-batch.js';
import { forward } from '../../src/network/forward.js';
import type { Network } from '../../src/network/network.js';
import { OPERATIONS, type Operation } from '../../src/network/operations/index.js';
import { receptiveField } from '../../src/network/receptive-field.js';
import { absoluteError, relativeError } from '../support/compare.js';
import { buildGraph, buildNetwork, type CompactNode, randomBatch } from '../support/graph.js';

const layers: readonly CompactNode[] = [
  ['conv:preactivation', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 8], bias: [8] }],
  ['conv', 'relu'],
  ['pool', 'max-pool', { poolSize: [2, 2] }],
  ['dw', 'depthwise-conv2d', { padding: 'same', strides: [2, 2] }, { kernel: [3, 3, 8, 1] }],
  ['norm', 'batch-norm', { epsilon: 1e-3 }, { mean: [8], variance: { shape: [8], data: new Float32Array(8).fill(2) } }],
  ['relu', 'relu', { maxValue: 6 }],
  ['flat', 'flatten'],
  ['scores', 'dense', {}, { kernel: [4 * 4 * 8, 5], bias: [5] }],
  ['probabilities', 'softmax'],
];

const network = (engine = 'wasm') => buildNetwork([16, 16, 3], layers, { engine, logits: 'scores' });
const batch = randomBatch([150, 16, 16, 3]);
const imageOf = (i: number) => ({ shape: [1, 16, 16, 3], data: batch.data.slice(i * 768, (i + 1) * 768) });

describe('a network on an engine', () => {
  it.each(['wasm', 'cpu'])('gives an image the same scores whatever batch it is in (%s)', async (engine) => {
    const net = await network(engine);
    const together = await net.predict(batch);
    for (const i of [0, 63, 64, 149]) {
      const alone = await net.predict(imageOf(i));
      expect(absoluteError(alone.data, together.data.slice(i * 5, i * 5 + 5))).toBeLessThan(1e-6);
    }
    const gradients = (await backward(net, batch, { target: 2 })).get('input')!;
    const alone = (await backward(net, imageOf(149), { target: 2 })).get('input')!;
    expect(absoluteError(alone.data, gradients.data.slice(149 * 768))).toBeLessThan(1e-6);
    await net.dispose();
  });

  it('runs two engines at once, each right', async () => {
    const [wasm, cpu] = await Promise.all([network('wasm'), network('cpu')]);
    const [a, b, gradientA, gradientB] = await Promise.all([
      wasm.predict(batch),
      cpu.predict(batch),
      backward(wasm, batch, { target: 1, at: ['pool'] }),
      backward(cpu, batch, { target: 1, at: ['pool'] }),
    ]);
    expect(relativeError(a.data, b.data)).toBeLessThan(1e-5);
    expect(relativeError(gradientA.get('pool')!.data, gradientB.get('pool')!.data)).toBeLessThan(1e-5);
    await Promise.all([wasm.dispose(), cpu.dispose()]);
  });

  it('runs fused what nobody asks for, with the same values as one by one', async () => {
    const net = await network();
    const all = net.nodes.map((node) => node.name);
    const values = await forward(net, batch, all);
    for (const name of all) {
      const alone = (await forward(net, batch, [name])).get(name)!;
      expect(relativeError(alone.data, values.get(name)!.data), name).toBeLessThan(1e-5);
    }
    await net.dispose();
  });

  it('runs only what is asked for', async () => {
    const ran: string[] = [];
    const spy: Operation = {
      ...OPERATIONS.identity,
      name: 'spy',
      forward: (inputs, node) => {
        ran.push(node.name);
        return tf.clone(inputs[0]);
      },
    };
    const graph = buildGraph(
      [4, 4, 1],
      [
        ['a', 'identity'],
        ['b', 'identity'],
        ['c', 'identity'],
      ],
    );
    const nodes = graph.nodes.map((node) => (node.operation === 'identity' ? { ...node, operation: 'spy' } : node));
    const net = await createNetwork({ ...graph, nodes }, await createEngine('wasm', { operations: { spy } }));
    await forward(net, randomBatch([1, 4, 4, 1]), ['b']);
    expect(ran).toEqual(['a', 'b']);
    expect(receptiveField(net, 'c')).toEqual({ size: [1, 1], stride: [1, 1], offset: [0, 0] });
    await net.dispose();
  });
});

describe('a reverse pass', () => {
  it('takes a class, a class an image, a unit, or a seed', async () => {
    const net = await network();
    const three = { shape: [3, 16, 16, 3], data: batch.data.slice(0, 3 * 768) };
    const of = async (target: Parameters<typeof backward>[2]['target']) =>
      (await backward(net, three, { target })).get('input')!.data;
    const seed = { shape: [3, 5], data: new Float32Array(15) };
    for (const [i, index] of [4, 0, 2].entries()) seed.data[i * 5 + index] = 1;
    const mixed = await of([4, 0, 2]);
    expect([...mixed]).toEqual([...(await of({ node: 'scores', seed }))]);
    expect([...mixed]).toEqual([...(await of({ node: 'scores', unit: [4, 0, 2] }))]);
    expect([...mixed.slice(0, 768)]).toEqual([...(await of(4)).slice(0, 768)]);
    await net.dispose();
  });

  it('gives values and gradients of any nodes from one pass', async () => {
    const net = await network();
    const { values, gradients } = await forwardBackward(net, batch, ['conv', 'scores'], {
      target: 0,
      at: ['input', 'conv', 'scores', 'pool'],
    });
    expect(gradients.get('conv')!.shape).toEqual([150, 16, 16, 8]);
    expect([...gradients.get('scores')!.data.slice(0, 5)]).toEqual([1, 0, 0, 0, 0]);
    const alone = await forward(net, batch, ['conv', 'scores']);
    for (const name of ['conv', 'scores']) {
      expect(relativeError(values.get(name)!.data, alone.get(name)!.data)).toBeLessThan(1e-5);
    }
    await net.dispose();
  });

  it('lets a rule stand in for the gradient of the nodes it chooses', async () => {
    const net = await buildNetwork(
      [4, 4, 1],
      [
        ['scaled', 'rescaling', { scale: -2, offset: 0.5 }],
        ['out', 'relu'],
      ],
    );
    const seed = { shape: [1, 4, 4, 1], data: Float32Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 1 : -1)) };
    const image = randomBatch([1, 4, 4, 1]);
    const before = tf.memory().numTensors;
    const deconvolution = await backward(net, image, {
      target: { node: 'out', seed },
      rule: (node) => (node.operation === 'relu' ? (gradient) => [tf.relu(gradient)] : undefined),
    });
    expect([...deconvolution.get('input')!.data]).toEqual(
      Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? -2 : -0)),
    );
    const guided = await backward(net, image, {
      target: { node: 'out', seed },
      at: ['scaled'],
      rule: (node) =>
        node.operation === 'relu'
          ? (gradient, { inputs, output }) => [tf.mul(tf.relu(gradient), tf.mul(tf.step(inputs[0]), tf.step(output)))]
          : undefined,
    });
    const open = image.data.map((value) => (value * -2 + 0.5 > 0 ? 1 : 0));
    expect([...guided.get('scaled')!.data]).toEqual(Array.from(open, (value, i) => (i % 2 === 0 ? value : 0)));
    const handedOn = await backward(net, image, {
      target: { node: 'out', seed },
      rule: () => (gradient) => [gradient],
    });
    expect([...handedOn.get('input')!.data]).toEqual([...seed.data]);
    expect(tf.memory().numTensors).toBe(before);
    await net.dispose();
  });

  it('gives the first of equal maxima the gradient, on wasm as on cpu', async () => {
    for (const engine of ['wasm', 'cpu']) {
      const net = await buildNetwork([4, 4, 2], [['out', 'max-pool', { poolSize: [2, 2] }]], { engine });
      const image = { shape: [1, 4, 4, 2], data: new Float32Array(32) };
      const seed = { shape: [1, 2, 2, 2], data: new Float32Array(8).fill(1) };
      const gradient = (await backward(net, image, { target: { node: 'out', seed } })).get('input')!;
      const firsts = [0, 1, 4, 5, 16, 17, 20, 21];
      expect([...gradient.data], engine).toEqual(Array.from({ length: 32 }, (_, i) => (firsts.includes(i) ? 1 : 0)));
      await net.dispose();
    }
  });
});

describe('tensors', () => {
  it('are all gone after success, error, abort and disposal', async () => {
    const start = tf.memory().numTensors;
    const net = await network();
    const held = tf.memory().numTensors;
    expect(held).toBeGreaterThan(start);
    await net.predict(batch);
    await backward(net, batch, { target: 1, at: ['conv', 'pool'] });
    await expect(
      backward(net, batch, {
        target: 1,
        rule: (node) =>
          node.name === 'pool'
            ? () => {
                throw new Error('no rule');
              }
            : undefined,
      }),
    ).rejects.toThrow('no rule');
    await expect(forward(net, batch, ['pool'], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    const controller = new AbortController();
    const progress: number[] = [];
    const cut = forward(net, batch, ['pool'], {
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        progress.push(done);
        expect(total).toBe(150);
        controller.abort(new Error('stop'));
      },
    });
    await expect(cut).rejects.toThrow('stop');
    expect(progress).toHaveLength(1);
    expect(tf.memory().numTensors).toBe(held);
    await net.dispose();
    await net.dispose();
    expect(tf.memory().numTensors).toBe(start);
    await expect(net.predict(batch)).rejects.toThrow('disposed of');
    await expect(forward(net, batch, ['pool'])).rejects.toThrow('disposed of');
  });

  it('are not left behind by a graph that does not compile', async () => {
    const start = tf.memory().numTensors;
    const graph = buildGraph([4, 4, 1], [['a', 'identity']]);
    const nodes = graph.nodes.map((node) => (node.name === 'a' ? { ...node, operation: 'fft' } : node));
    const engine = await createEngine('wasm');
    await expect(engine.compile({ ...graph, nodes })).rejects.toThrow('Cannot run "a": there is no operation "fft"');
    expect(tf.memory().numTensors).toBe(start);
  });

  it('lets timers run in the middle of a large batch', async () => {
    const net = await network('cpu');
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await net.predict(randomBatch([2000, 16, 16, 3]));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
    await net.dispose();
  });
});

describe('what does not fit is said in words', () => {
  const rejects = async (act: (net: Network) => Promise<unknown>, message: string | RegExp) => {
    const net = await network();
    await expect(act(net)).rejects.toThrow(message);
    await net.dispose();
  };

  it.each<[string, (net: Network) => Promise<unknown>, string | RegExp]>([
    [
      'class',
      (net) => backward(net, imageOf(0), { target: 7 }),
      'Cannot explain class 7 of "test": it has 5 classes (0 to 4)',
    ],
    ['node', (net) => forward(net, imageOf(0), ['cnv']), 'Cannot find layer "cnv"'],
    [
      'unit',
      (net) => backward(net, imageOf(0), { target: { node: 'pool', unit: 4096 } }),
      'Cannot start from unit 4096',
    ],
    ['seeds', (net) => backward(net, imageOf(0), { target: [1, 2] }), '2 seeds for "scores", but 1 images'],
    [
      'direction',
      (net) => backward(net, imageOf(0), { target: { node: 'conv', unit: 0 }, at: ['pool'] }),
      '"conv" does not depend on it',
    ],
    ['batch', (net) => forward(net, randomBatch([1, 8, 8, 3]), ['pool']), '[1, 8, 8, 3]'],
    [
      'engine',
      (net) =>
        backward({ ...net, engine: 'other', compiled: { ...net.compiled, backward: undefined } }, imageOf(0), {
          target: 1,
        }),
      'its engine "other" only runs forward',
    ],
  ])('%s', (_, act, message) => rejects(act, message));

  it('an engine that is not there', async () => {
    await expect(createEngine('tpu')).rejects.toThrow('Cannot run networks on "tpu": expected wasm, cpu');
  });
});

it('chooses the fastest backend that agrees, and says why', async () => {
  const graph = buildGraph([16, 16, 3], layers, { logits: 'scores' });
  const compiled = await createChoosingEngine(['nonsense', 'wasm', 'cpu']).compile(graph);
  expect(['wasm', 'cpu']).toContain(compiled.engine);
  expect(compiled.reason).toMatch(/^fastest that agrees \(wasm \d+\.\d ms, cpu \d+\.\d ms\); nonsense did not start/);
  await compiled.dispose();
});

describe('micro-batches', () => {
  it('are large for small networks and single for large ones', () => {
    const operationOf = (graph: ReturnType<typeof buildGraph>) => (name: string) =>
      OPERATIONS[graph.nodes.find((node) => node.name === name)!.operation];
    const sizes = [8, 28, 224].map((side) => {
      const graph = buildGraph([side, side, 3], [['conv', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 32] }]]);
      return microBatchOf(graph, operationOf(graph), [side, side, 3]).forward;
    });
    expect(sizes[0]).toBeGreaterThan(sizes[1] - 1);
    expect(sizes[2]).toBe(1);
  });
});
