import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { absoluteError } from '../support/compare.js';
import { copyWasm, type LibraryPage, NETWORKS, removeWasm, startLibraryPage } from './library-page.js';

const MODEL = 'networks/plain/model.json';
/** What Chromium itself notes when there is no graphics card, or no file. */
const NOTES = /No available adapters|Failed to create WebGPU Context Provider|404/;

const read = async (file: string) => JSON.parse(await readFile(join(NETWORKS, 'plain', file), 'utf8'));

let library: LibraryPage;

beforeAll(async () => {
  library = await startLibraryPage();
});

afterAll(() => library?.close());

it('the default is the fastest that computes right, and says why', async () => {
  const page = await library.open({ expected: NOTES });
  const expected = await read('expected.json');
  const answer = await page.run('answers', MODEL, undefined, await read('input.json'), expected.target);
  expect(['webgl', 'wasm']).toContain(answer.engine);
  expect(answer.reason).toMatch(
    /^fastest that agrees \(webgl [\d.]+ ms, wasm [\d.]+ ms\); webgpu did not start \(this browser finds no graphics card for WebGPU\)$/,
  );
  expect(absoluteError(answer.values[answer.output], expected.probs.data)).toBeLessThan(1e-4);
  expect(answer.left).toBe(0);
  await page.close();
});

it('an engine that does not exist, or cannot be here, is named', async () => {
  const page = await library.open({ expected: NOTES });
  expect(await page.run('failsToLoad', MODEL, { engine: 'tpu' })).toBe(
    'Cannot run networks on "tpu": expected webgpu, webgl, wasm, cpu',
  );
  expect(await page.run('failsToLoad', MODEL, { engine: 'webgpu' })).toBe(
    'Cannot start the "webgpu" engine: this browser finds no graphics card for WebGPU',
  );
  await page.close();
});

it('adds its kernels to the memory of wasm', async () => {
  const page = await library.open();
  expect(await page.run('ownKernels', 'wasm')).toHaveLength(2);
  expect(await page.run('ownKernels', 'cpu')).toEqual([]);
  await page.close();
});

it('without the .wasm files the default is another, and asking for wasm says what is missing', async () => {
  await removeWasm(library);
  await copyWasm(join(library.folder, 'elsewhere'));
  const page = await library.open({ expected: NOTES });
  const expected = await read('expected.json');
  const answer = await page.run('answers', MODEL, undefined, await read('input.json'), expected.target);
  expect(['webgl', 'cpu']).toContain(answer.engine);
  expect(answer.reason).toMatch(/wasm did not start \(there is no tfjs-backend-wasm-simd/);
  const wanted = 'expected the .wasm files of @tensorflow/tfjs-backend-wasm there, or their folder as wasmPath';
  for (const wasmPath of ['nowhere', `${library.origin}/nowhere/`]) {
    expect(await page.run('failsToLoad', MODEL, { engine: 'wasm', wasmPath })).toBe(
      `Cannot start the "wasm" engine: there is no tfjs-backend-wasm-simd.wasm at ${library.origin}/nowhere/tfjs-backend-wasm-simd.wasm, ${wanted}`,
    );
  }
  expect(await page.run('failsToLoad', MODEL, { engine: 'wasm', wasmPath: 'elsewhere' })).toBe('no error');
  await page.close();
});
