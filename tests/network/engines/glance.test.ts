import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompiledNetwork } from '../../../src/network/engines/engine.js';
import { type Glance, glancesOf } from '../../../src/network/engines/glance.js';
import type { Network } from '../../../src/network/network.js';
import { buildNetwork, type CompactNode, randomBatch } from '../../support/graph.js';

const layers: readonly CompactNode[] = [
  ['conv', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 5], bias: [5] }],
  ['relu', 'relu'],
  ['pool', 'max-pool', { poolSize: [2, 3] }],
  ['flat', 'flatten'],
  ['scores', 'dense', {}, { kernel: [8 * 5 * 5, 4] }],
];
const names = ['conv', 'relu', 'pool', 'scores'];
const batch = randomBatch([150, 16, 16, 3]);

/** What a glance must say, from all values. */
function slowExtremes(values: Float32Array, count: number, channels: number) {
  const largest = new Float32Array(count * channels).fill(Number.NEGATIVE_INFINITY);
  const smallest = new Float32Array(count * channels).fill(Number.POSITIVE_INFINITY);
  const size = values.length / count;
  values.forEach((value, i) => {
    const at = Math.floor(i / size) * channels + (i % channels);
    largest[at] = Math.max(largest[at], value);
    smallest[at] = Math.min(smallest[at], value);
  });
  return { largest, smallest };
}

describe.each(['wasm', 'cpu'])('a glance at answers on %s', (engine) => {
  let network: Network;
  beforeAll(async () => {
    network = await buildNetwork([16, 16, 3], layers, { engine, logits: 'scores' });
  });
  afterAll(() => network.dispose());

  const withoutGlances = ({ compiled }: Network): CompiledNetwork => {
    const { glances: _, ...rest } = compiled;
    return rest;
  };

  it('shows the values of forward, a micro-batch at a time', async () => {
    const answers = await network.compiled.forward(batch, names);
    const seen: Pick<Glance, 'first' | 'count'>[] = [];
    for await (const glance of glancesOf(network.compiled, batch, names)) {
      const { first, count } = glance;
      seen.push({ first, count });
      for (const name of names) {
        const { shape, data } = answers.get(name)!;
        const size = data.length / 150;
        const part = data.subarray(first * size, (first + count) * size);
        const { largest, smallest } = slowExtremes(part, count, shape[shape.length - 1]);
        expect(glance.shape(name)).toEqual(shape.slice(1));
        expect(glance.largest(name)).toEqual(largest);
        expect(glance.smallest(name)!.map((value) => value + 0)).toEqual(smallest);
        for (const i of [0, count - 1]) {
          expect(glance.values(name, i)).toEqual(part.subarray(i * size, (i + 1) * size));
        }
      }
    }
    expect(seen).toEqual([
      { first: 0, count: 64 },
      { first: 64, count: 64 },
      { first: 128, count: 22 },
    ]);
  });

  it('of an engine that cannot look in place is one at all values', async () => {
    const answers = await network.compiled.forward(batch, names);
    const glances: Glance[] = [];
    for await (const glance of glancesOf(withoutGlances(network), batch, names)) glances.push(glance);
    const [{ first, count, ...glance }] = glances;
    expect([glances.length, first, count]).toEqual([1, 0, 150]);
    expect(glance.shape('pool')).toEqual([8, 5, 5]);
    expect(glance.largest('pool')).toBeUndefined();
    expect(glance.values('pool', 149)).toEqual(answers.get('pool')!.data.slice(149 * 200));
  });

  it('holds no tensor when it is over, left early or failed', async () => {
    const before = tf.memory().numTensors;
    for await (const glance of glancesOf(network.compiled, batch, names)) glance.smallest('conv');
    expect(tf.memory().numTensors).toBe(before);
    for await (const glance of glancesOf(network.compiled, batch, names)) if (glance.values('conv', 0)) break;
    expect(tf.memory().numTensors).toBe(before);
    const failing = async () => {
      for await (const glance of glancesOf(network.compiled, batch, names)) throw new Error(`${glance.count} images`);
    };
    await expect(failing()).rejects.toThrow('64 images');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops between micro-batches when told to, and knows its nodes', async () => {
    const controller = new AbortController();
    const all = async (fetch: readonly string[]) => {
      for await (const _ of glancesOf(network.compiled, batch, fetch, { signal: controller.signal })) {
        controller.abort(new Error('enough'));
      }
    };
    await expect(all(['none'])).rejects.toThrow('Cannot find "none"');
    await expect(all(names)).rejects.toThrow('enough');
  });
});
