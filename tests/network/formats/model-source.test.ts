import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadGraph } from '../../../src/network/load-graph.js';
import { bytesOf, folderOf, modelFiles, specsOf, TINY, TINY_WEIGHTS, text } from './small-model.js';

const files = modelFiles();
const tiny = loadGraph({ modelTopology: TINY, weightSpecs: specsOf(TINY_WEIGHTS), weightData: bytesOf(TINY_WEIGHTS) });
const asFiles = (content: Record<string, Uint8Array>) =>
  Object.entries(content).map(([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name));

async function serve(content: Record<string, Uint8Array>, fallback = 404): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const bytes = searchParams.get('key') === 'none' ? undefined : content[pathname.slice(1)];
    response.writeHead(bytes ? 200 : fallback, { 'content-type': bytes ? 'application/octet-stream' : 'text/html' });
    response.end(bytes ?? '<!doctype html>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('where a model may lie', () => {
  test('a folder, a file, a file: address', async () => {
    const folder = await folderOf(files, 'mine');
    const sources = [folder, join(folder, 'model.json'), pathToFileURL(join(folder, 'model.json'))];
    for (const source of sources) {
      const graph = await loadGraph(source);
      expect(graph.name).toBe('mine');
      expect(graph.fingerprint).toBe((await tiny).fingerprint);
    }
  });

  test('a file of another name', async () => {
    const folder = await folderOf({ 'cats.json': files['model.json'], 'weights.bin': files['weights.bin'] });
    expect((await loadGraph(join(folder, 'cats.json'))).name).toBe('cats');
    expect((await loadGraph(join(folder, 'cats.json'), { name: 'dogs' })).name).toBe('dogs');
  });

  test('an address, with side files or a page in their place', async () => {
    const labels = { ...files, 'labels.txt': text('cat\ndog\n\n') };
    const host = await serve(Object.fromEntries(Object.entries(labels).map(([name, bytes]) => [`a/${name}`, bytes])));
    const graph = await loadGraph(`${host}/a/model.json`);
    expect([graph.name, graph.classes, graph.fingerprint]).toEqual(['a', ['cat', 'dog'], (await tiny).fingerprint]);
    expect((await loadGraph(new URL(`${host}/a/`))).classes).toEqual(['cat', 'dog']);
    await expect(loadGraph(`${host}/a/model.json?key=none`)).rejects.toThrow(
      /there is nothing at http.*model\.json\?key=none/,
    );
    const app = await serve(files, 200);
    expect((await loadGraph(`${app}/model.json`)).classes).toEqual(['0', '1']);
  });

  test('side files that could add nothing are not asked for', async () => {
    const broken = { 'metadata.json': text('{'), 'labels.txt': text('a\n\nb') };
    const options = { classes: ['x', 'y'], inputRange: [-1, 1] } as const;
    expect((await loadGraph(await folderOf({ ...files, ...broken }), options)).classes).toEqual(['x', 'y']);
  });

  test('a server that fails or is not there', async () => {
    const host = await serve({}, 500);
    await expect(loadGraph(`${host}/model.json`)).rejects.toThrow('answers 500 Internal Server Error');
    await expect(loadGraph('http://127.0.0.1:1/model.json')).rejects.toThrow(
      'http://127.0.0.1:1/model.json cannot be reached',
    );
  });

  test('files that a person chose, in memory, a zip', async () => {
    const { fingerprint } = await tiny;
    expect((await loadGraph(asFiles(files))).fingerprint).toBe(fingerprint);
    const zip = zipSync({
      'tm/model.json': files['model.json'],
      'tm/weights.bin': files['weights.bin'],
      '__MACOSX/._model.json': text('x'),
    });
    const graph = await loadGraph(asFiles({ 'mine.zip': zip })[0]);
    expect([graph.name, graph.fingerprint]).toEqual(['mine', fingerprint]);
    const folder = await folderOf({ 'export.zip': zip });
    expect((await loadGraph(join(folder, 'export.zip'))).name).toBe('export');
  });
});

describe('weights in files', () => {
  const many = (...sizes: number[]) => {
    const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    const parts = sizes.map((size, i) => {
      const bytes = files['weights.bin'].slice(starts[i], starts[i] + size);
      return [`group1-shard${i + 1}of${sizes.length}.bin`, bytes] as const;
    });
    const manifest = [{ paths: parts.map(([name]) => name), weights: specsOf(TINY_WEIGHTS) }];
    return { 'model.json': text({ modelTopology: TINY, weightsManifest: manifest }), ...Object.fromEntries(parts) };
  };

  test('several shards, cut in the middle of a number, are the same network', async () => {
    const graph = await loadGraph(await folderOf(many(5, 4, 7)));
    expect(graph.fingerprint).toBe((await tiny).fingerprint);
  });

  test('several groups', async () => {
    const [kernel, bias] = TINY_WEIGHTS;
    const group = (path: string, weight: typeof kernel) => ({ paths: [path], weights: specsOf([weight]) });
    const json = text({ modelTopology: TINY, weightsManifest: [group('b', bias), group('k', kernel)] });
    const graph = await loadGraph(await folderOf({ 'model.json': json, k: bytesOf([kernel]), b: bytesOf([bias]) }));
    expect(graph.fingerprint).toBe((await tiny).fingerprint);
  });

  test('a shard that is short or missing', async () => {
    const { 'group1-shard2of3.bin': _, ...missing } = many(5, 4, 7) as Record<string, Uint8Array>;
    await expect(loadGraph(await folderOf(missing))).rejects.toThrow('weight file group1-shard2of3.bin is missing');
    const short = { ...many(8, 8), 'group1-shard2of2.bin': new Uint8Array(4) };
    await expect(loadGraph(await folderOf(short))).rejects.toThrow(
      'group1-shard1of2.bin + group1-shard2of2.bin is too short: it ends after 12 bytes, within weight "conv/bias", expected 16 bytes',
    );
  });
});

describe('side files', () => {
  const load = async (side: Record<string, unknown>, options = {}) =>
    loadGraph(
      await folderOf({ ...files, ...Object.fromEntries(Object.entries(side).map(([name, it]) => [name, text(it)])) }),
      options,
    );
  const TEACHABLE = {
    tfjsVersion: '1.3.1',
    tmVersion: '2.4.7',
    packageName: '@teachablemachine/image',
    labels: ['A', 'B'],
    imageSize: 4,
  };

  test.each<[string, Record<string, unknown>, object, unknown[]]>([
    [
      'none',
      {},
      {},
      [
        ['0', '1'],
        [0, 1],
      ],
    ],
    [
      'labels.txt',
      { 'labels.txt': 'yes\r\nno\r\n' },
      {},
      [
        ['yes', 'no'],
        [0, 1],
      ],
    ],
    [
      'metadata.json',
      { 'metadata.json': { labels: ['a', 'b'], inputRange: [-1, 1] } },
      {},
      [
        ['a', 'b'],
        [-1, 1],
      ],
    ],
    [
      'both',
      { 'metadata.json': { inputRange: [0, 255] }, 'labels.txt': 'a\nb' },
      {},
      [
        ['a', 'b'],
        [0, 255],
      ],
    ],
    [
      'Teachable Machine',
      { 'metadata.json': TEACHABLE },
      {},
      [
        ['A', 'B'],
        [-1, 255 / 127 - 1],
      ],
    ],
    [
      'metadata of something else',
      { 'metadata.json': { author: 'me' } },
      {},
      [
        ['0', '1'],
        [0, 1],
      ],
    ],
    [
      'options first',
      { 'metadata.json': TEACHABLE },
      { classes: ['x', 'y'], inputRange: [0, 255] },
      [
        ['x', 'y'],
        [0, 255],
      ],
    ],
  ])('%s', async (_, side, options, expected) => {
    const graph = await load(side, options);
    expect([graph.classes, graph.input.range]).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, object, string]>([
    ['too many', { 'labels.txt': 'a\nb\nc' }, {}, 'it has 2 outputs, but 3 labels were given'],
    ['too few', {}, { classes: ['a'] }, 'it has 2 outputs, but 1 labels were given'],
    ['blank', { 'labels.txt': 'a\n\nb' }, {}, 'labels.txt is blank in line 2, expected one class a line'],
    ['no JSON', { 'metadata.json': '{' }, {}, 'metadata.json is no JSON'],
    ['wrong kind', { 'metadata.json': { labels: [1] } }, {}, 'metadata.json is not valid at labels.0: '],
    ['range', {}, { inputRange: [1, 1] }, 'Cannot take inputRange [1, 1]: expected two different finite numbers'],
    [
      'range NaN',
      {},
      { inputRange: [0, Number.NaN] },
      'Cannot take inputRange [0, NaN]: expected two different finite numbers',
    ],
    ['classes', {}, { classes: 'ab' }, 'Cannot take classes: expected an array of strings'],
  ])('refused: %s', async (_, side, options, message) => {
    await expect(load(side, options)).rejects.toThrow(message);
  });
});
