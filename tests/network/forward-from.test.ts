import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { forward } from '../../src/network/forward.js';
import { besides, forwardFrom } from '../../src/network/forward-from.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { absoluteError } from '../support/compare.js';
import { buildNetwork, type CompactNode, randomBatch } from '../support/graph.js';
import { referenceNetwork } from '../support/reference-network.js';

const HEAD: readonly CompactNode[] = [
  ['first', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 4], bias: [4] }],
  [
    'norm',
    'batch-norm',
    {},
    { gamma: [4], beta: [4], mean: [4], variance: { shape: [4], data: Float32Array.of(1, 2, 3, 4) } },
  ],
  ['active', 'relu'],
];
const TAIL: readonly CompactNode[] = [
  ['second', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 4, 4], bias: [4] }],
  ['bright', 'relu'],
  ['sum', 'add', {}, {}, ['active', 'bright']],
  ['mean', 'global-average-pool'],
  ['scores', 'dense', {}, { kernel: [4, 3], bias: [3] }],
];

/** The same network with some channels of `first`'s rectified output set to 0 by a multiplication that is part of its graph. */
const masked = (kept: readonly number[], engine: string) =>
  buildNetwork(
    [5, 6, 2],
    [
      ...HEAD,
      ['mask', 'depthwise-conv2d', {}, { kernel: { shape: [1, 1, 4, 1], data: Float32Array.from(kept) } }],
      ...TAIL.map(([name, operation, attributes = {}, weights = {}, inputs]): CompactNode => {
        const from = inputs?.map((input) => (input === 'active' ? 'mask' : input));
        return from ? [name, operation, attributes, weights, from] : [name, operation, attributes, weights];
      }),
    ],
    { engine, seed: 3 },
  );

describe.each(['wasm', 'cpu'])('on %s', (engine) => {
  it('gives what whole passes give of a network that has the change built in', async () => {
    const network = await buildNetwork([5, 6, 2], [...HEAD, ...TAIL], { engine, seed: 3 });
    const image = randomBatch([1, 5, 6, 2]);
    const active = (await forward(network, image, ['active'])).get('active') as NdArray;
    const without = [0, 1, 2, 3].map((channel) => active.data.map((value, i) => (i % 4 === channel ? 0 : value)));
    const data = Float32Array.from(without.flatMap((each) => [...each]));
    const found = (await forwardFrom(network, new Map([['active', { shape: [4, 5, 6, 4], data }]]), ['scores'])).get(
      'scores',
    ) as NdArray;
    for (const channel of [0, 1, 2, 3]) {
      const other = await masked(
        [0, 1, 2, 3].map((each) => (each === channel ? 0 : 1)),
        engine,
      );
      // The weights of one seed follow each other: those of the mask are given, so all others are the same.
      const { data: wanted } = (await forward(other, image, ['scores'])).get('scores') as NdArray;
      expect(absoluteError(found.data.subarray(3 * channel, 3 * channel + 3), wanted)).toBeLessThan(1e-6);
      await other.dispose();
    }
    await network.dispose();
  });

  it('starts inside a chain that is one kernel otherwise, and at its end', async () => {
    const network = await buildNetwork([5, 6, 2], [...HEAD, ...TAIL], { engine, seed: 3 });
    const image = randomBatch([2, 5, 6, 2]);
    const whole = await forward(network, image, ['first', 'norm', 'active', 'scores']);
    for (const node of ['first', 'norm', 'active']) {
      const found = await forwardFrom(network, new Map([[node, whole.get(node)!]]), ['scores']);
      expect(absoluteError(found.get('scores')!.data, whole.get('scores')!.data)).toBeLessThan(1e-5);
    }
    await network.dispose();
  });
});

describe('a cut network', () => {
  it.each(['plain', 'residual', 'nested'] as const)('%s gives the same from every node on', async (name) => {
    const { network, input } = await referenceNetwork(name);
    const { nodes, logits } = network;
    const image = { shape: input.shape, data: input.data };
    const whole = await forward(
      network,
      image,
      nodes.map((node) => node.name),
    );
    const held = tf.memory().numTensors;
    for (const node of nodes.slice(0, nodes.findIndex((each) => each.name === logits) + 1)) {
      const given = [node.name, ...besides(network, node.name, [logits])].map(
        (each) => [each, whole.get(each)!] as const,
      );
      const found = await forwardFrom(network, new Map(given), [logits]);
      expect(absoluteError(found.get(logits)!.data, whole.get(logits)!.data)).toBeLessThan(1e-5);
    }
    expect(tf.memory().numTensors).toBe(held);
  });

  it('reads what stands beside it, once for all images', async () => {
    const network = await buildNetwork([5, 6, 2], [...HEAD, ...TAIL], { seed: 3 });
    expect(besides(network, 'second', ['scores'])).toEqual(['active']);
    expect(besides(network, 'active', ['scores'])).toEqual([]);
    expect(besides(network, 'second', ['scores', 'norm'])).toEqual(['active', 'norm']);
    const image = randomBatch([1, 5, 6, 2]);
    const whole = await forward(network, image, ['active', 'second']);
    const second = whole.get('second')!;
    const many = Float32Array.from(
      { length: 70 * second.data.length },
      (_, i) => second.data[i % second.data.length] * (1 + Math.floor(i / second.data.length)),
    );
    const run = (active: NdArray, from: number, to: number) => {
      const one = second.data.length;
      const seconds = { shape: [to - from, 5, 6, 4], data: many.slice(from * one, to * one) };
      return forwardFrom(
        network,
        new Map([
          ['second', seconds],
          ['active', active],
        ]),
        ['scores'],
      );
    };
    const all = (await run(whole.get('active')!, 0, 70)).get('scores')!;
    const last = (await run(whole.get('active')!, 69, 70)).get('scores')!;
    expect(all.shape).toEqual([70, 3]);
    expect(absoluteError(all.data.subarray(207), last.data)).toBeLessThan(1e-5);
    expect(absoluteError(all.data.subarray(207), all.data.subarray(0, 3))).toBeGreaterThan(1e-2);
    await network.dispose();
  });

  it('refuses what does not fit, in words, and stops when aborted', async () => {
    const network = await buildNetwork([5, 6, 2], [...HEAD, ...TAIL], { seed: 3 });
    const values = (shape: readonly number[], fill = 0) => ({
      shape,
      data: new Float32Array(shape.reduce((a, b) => a * b)).fill(fill),
    });
    const run = (given: readonly (readonly [string, NdArray])[]) => forwardFrom(network, new Map(given), ['scores']);
    await expect(run([['second', values([1, 5, 6, 4])]])).rejects.toThrow(
      'Cannot run "test" from "second" on: "input" is needed too',
    );
    await expect(run([['active', values([1, 5, 6, 3])]])).rejects.toThrow(
      'its values have shape [1, 5, 6, 3], expected [1, 5, 6, 4]',
    );
    await expect(run([['active', values([1, 5, 6, 4], Number.NaN)]])).rejects.toThrow(
      'its values are not all finite numbers',
    );
    await expect(run([['actve', values([1, 5, 6, 4])]])).rejects.toThrow('did you mean "active"');
    await expect(run([])).rejects.toThrow('Cannot run "test" from nothing');
    const held = tf.memory().numTensors;
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      forwardFrom(network, new Map([['active', values([1, 5, 6, 4])]]), ['scores'], { signal }),
    ).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(held);
    await network.dispose();
  });
});
