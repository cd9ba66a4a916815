import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WeightSpec } from '../../../src/network/formats/weights.js';
import { loadGraph } from '../../../src/network/load-graph.js';
import { farthest, runGraph, testBatch } from './run-graph.js';
import { text } from './small-model.js';

const FOLDER = 'tests/fixtures/networks/residual';
const original = loadGraph(FOLDER);
const parts = async () => ({
  model: JSON.parse(await readFile(`${FOLDER}/model.json`, 'utf8')),
  bytes: new Uint8Array(await readFile(`${FOLDER}/weights.bin`)),
});
const load = (files: Record<string, Uint8Array>) =>
  loadGraph(Object.entries(files).map(([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name)));

test('however the bytes are cut into shards, it is the same network', async () => {
  const { model, bytes } = await parts();
  const [{ weights }] = model.weightsManifest;
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const ends = [...places.toSorted((a, b) => a - b), bytes.length];
      const shards = ends.map((end, i) => [`shard${i}.bin`, bytes.slice(i === 0 ? 0 : ends[i - 1], end)] as const);
      const json = { ...model, weightsManifest: [{ paths: shards.map(([name]) => name), weights }] };
      const graph = await load({ 'model.json': text(json), ...Object.fromEntries(shards) });
      expect(graph.fingerprint).toBe((await original).fingerprint);
    }),
    { numRuns: 20 },
  );
});

/** The bytes of a weight as the tfjs converter quantises it: an affine map of its range onto whole numbers. */
function quantised(spec: WeightSpec, values: Float32Array, dtype: 'uint8' | 'uint16') {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const scale = (max - min) / (dtype === 'uint8' ? 255 : 65535) || 1;
  const codes = Array.from(values, (value) => Math.round((value - min) / scale));
  const data = dtype === 'uint8' ? Uint8Array.from(codes) : Uint16Array.from(codes);
  const quantization = { dtype, min, scale, original_dtype: 'float32' };
  return { spec: { ...spec, quantization }, bytes: new Uint8Array(data.buffer) };
}

test.each([
  ['uint8', 0.05],
  ['uint16', 3e-4],
] as const)('quantised to %s it answers nearly the same', async (dtype, tolerance) => {
  const { model, bytes } = await parts();
  let offset = 0;
  const weights = (model.weightsManifest[0].weights as WeightSpec[]).map((spec) => {
    const size = spec.shape.reduce((product, length) => product * length, 4);
    const values = new Float32Array(bytes.slice(offset, offset + size).buffer);
    offset += size;
    return quantised(spec, values, dtype);
  });
  const json = { ...model, weightsManifest: [{ paths: ['w.bin'], weights: weights.map(({ spec }) => spec) }] };
  const joined = Uint8Array.from(weights.flatMap((weight) => [...weight.bytes]));
  const graph = await load({ 'model.json': text(json), 'w.bin': joined });
  const batch = testBatch([2, 24, 20, 3]);
  const [exact, near] = [await original, graph].map((each) => runGraph(each, batch).get(each.output)!);
  expect(farthest(exact, near)).toBeLessThan(tolerance);
  expect(farthest(exact, near)).toBeGreaterThan(0);
});
