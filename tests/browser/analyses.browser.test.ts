import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { validateDocument } from '../../src/document/index.js';
import { absoluteError } from '../support/compare.js';
import { documentDifferences } from '../support/compare-documents.js';
import { sharedLibraryPage } from './library-page.js';
import { analyses, type ChosenFile, type Input } from './page/scenarios.js';

const shared = sharedLibraryPage();

describe('the analyses give the documents that Node gives', () => {
  it.each(['plain', 'residual'])('of %s, on wasm', async (name) => {
    const documents = await shared.page.run('analyses', `networks/${name}/model.json`, 'chelsea.png', 'wasm');
    const inNode = await analyses(
      join(shared.library.folder, 'networks', name),
      join(shared.library.folder, 'chelsea.png'),
      'wasm',
    );
    expect(documents.map((document) => document.kind)).toEqual([
      'predictions',
      'filters',
      'activations',
      'patches',
      'superpixels',
      'superpixels',
    ]);
    for (const document of documents) expect(() => validateDocument(document)).not.toThrow();
    expect(documentDifferences(documents, inNode, 1e-5)).toEqual([]);
  });
});

it('of residual, in a worker', async () => {
  const args = [
    `${shared.library.origin}/networks/residual/model.json`,
    `${shared.library.origin}/chelsea.png`,
    'wasm',
  ];
  const documents = await shared.page.run('inWorker', 'analyses', args);
  const inNode = await analyses(
    join(shared.library.folder, 'networks/residual'),
    join(shared.library.folder, 'chelsea.png'),
    'wasm',
  );
  expect(documentDifferences(documents, inNode, 1e-5)).toEqual([]);
  const open = await shared.library.open({ expected: /404/ });
  const relative = await open.run('inWorker', 'failsToLoad', ['none.json', { engine: 'wasm' }]);
  expect(relative).toBe(`Cannot load "none.json": there is nothing at ${shared.library.origin}/assets/none.json`);
  await open.close();
});

describe('a network loads', () => {
  const FILES = ['model.json', 'weights.bin', 'metadata.json'];
  const read = (file: string) => readFile(join(shared.library.folder, 'networks/plain', file));
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const chosen = () => Promise.all(FILES.map(async (name) => ({ name, base64: base64(await read(name)) })));
  const zipped = async (): Promise<ChosenFile[]> => {
    const entries = await Promise.all(FILES.map(async (name) => [name, new Uint8Array(await read(name))] as const));
    return [{ name: 'plain.zip', base64: base64(zipSync(Object.fromEntries(entries))) }];
  };

  it.each([
    ['from an address', 'plain', async () => 'networks/plain/model.json'],
    ['from a folder’s address', 'plain', async () => 'networks/plain'],
    ['from the files that a person chose', 'model', chosen],
    ['from a zip', 'plain', zipped],
  ])('%s', async (_how, name, source) => {
    const input: Input = JSON.parse(String(await read('input.json')));
    const expected = JSON.parse(String(await read('expected.json')));
    const network = await shared.page.run('loaded', await source(), input);
    expect(network).toMatchObject({
      name,
      engine: 'wasm',
      classes: ['class 0', 'class 1', 'class 2', 'class 3'],
      input: { height: 16, width: 16, channels: 3, range: [0, 1] },
    });
    expect(absoluteError(network.scores, expected.probs.data)).toBeLessThan(1e-4);
  });

  it('or says what is wrong', async () => {
    const open = await shared.library.open({ expected: /404/ });
    const { origin } = shared.library;
    expect(await open.run('failsToLoad', 'networks/none/model.json')).toBe(
      `Cannot load "networks/none/model.json": there is nothing at ${origin}/networks/none/model.json`,
    );
    expect(await open.run('failsToLoad', 'digits')).toMatch(
      /^Cannot load "digits": its files cannot be found from .+: give the address of its model.json$/,
    );
    await open.close();
  });
});
