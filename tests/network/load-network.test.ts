import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { validateDocument } from '../../src/document/index.js';
import { describeNetwork } from '../../src/network/describe-network.js';
import { loadNetwork } from '../../src/network/load-network.js';
import { isNetwork } from '../../src/network/network.js';
import type { NdArray } from '../../src/numeric/nd-array.js';

const load = (name: string) => loadNetwork(`tests/fixtures/networks/${name}`);
const json = async (name: string, file: string) =>
  JSON.parse(await readFile(`tests/fixtures/networks/${name}/${file}`, 'utf8'));
const batchOf = ({ shape, data }: { shape: number[]; data: number[] }): NdArray => ({
  shape,
  data: Float32Array.from(data),
});

describe.each(['plain', 'residual', 'nested'])('%s', (name) => {
  test('predicts what it should', async () => {
    const network = await load(name);
    const expected = await json(name, 'expected.json');
    const batch = batchOf(await json(name, 'input.json'));
    expect(isNetwork(network)).toBe(true);
    for (const [output, key] of [
      ['probability', 'probs'],
      ['logit', 'logits'],
    ] as const) {
      const scores = await network.predict(batch, { output });
      expect(scores.shape).toEqual([1, expected[key].data.length]);
      for (const [i, value] of scores.data.entries()) expect(value).toBeCloseTo(expected[key].data[i], 4);
    }
    await network.dispose();
  });

  test('is described by a valid document', async () => {
    const network = await load(name);
    const document = describeNetwork(network);
    expect(validateDocument(structuredClone(document))).toEqual(document);
    const { fingerprint, classes } = network;
    expect(document.model).toEqual({ name, fingerprint, classes, inputRange: [0, 1] });
    expect(document.result.layers[1].receptiveField).toMatchObject({ size: [3, 3] });
    await network.dispose();
  });
});

test.each<[string, NdArray, string]>([
  [
    'size',
    { shape: [1, 16, 15, 3], data: new Float32Array(720) },
    'Cannot feed a batch of shape [1, 16, 15, 3] to "plain": expected [n, 16, 16, 3]',
  ],
  [
    'rank',
    { shape: [16, 16, 3], data: new Float32Array(768) },
    'Cannot feed a batch of shape [16, 16, 3] to "plain": expected [n, 16, 16, 3]',
  ],
  [
    'no images',
    { shape: [0, 16, 16, 3], data: new Float32Array(0) },
    'Cannot feed a batch of shape [0, 16, 16, 3] to "plain"',
  ],
  [
    'data',
    { shape: [1, 16, 16, 3], data: new Float32Array(7) },
    'Cannot feed a batch to "plain": it has 7 values, expected 768 for shape [1, 16, 16, 3]',
  ],
  [
    'NaN',
    { shape: [1, 16, 16, 3], data: new Float32Array(768).fill(Number.NaN, 50, 51) },
    'Cannot feed a batch to "plain": it holds NaN at [0, 1, 0, 2], expected finite numbers',
  ],
])('refuses a batch: %s', async (_, batch, message) => {
  const network = await load('plain');
  await expect(network.predict(batch)).rejects.toThrow(message);
  await network.dispose();
});

test('cannot be asked when it was disposed of', async () => {
  const network = await load('plain');
  await network.dispose();
  await network.dispose();
  await expect(network.predict(batchOf(await json('plain', 'input.json')))).rejects.toThrow('it was disposed of');
});

test('an engine that does not exist is refused', async () => {
  await expect(loadNetwork('tests/fixtures/networks/plain', { engine: 'steam' })).rejects.toThrow('steam');
});
