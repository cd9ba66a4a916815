import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFolder, listImages, readBytes, writeWhole } from '#platform/files';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('listImages', () => {
  beforeAll(async () => {
    await mkdir(join(folder, 'images', '.hidden'), { recursive: true });
    await mkdir(join(folder, 'images', 'sub.png'));
    for (const name of ['b10.PNG', 'b9.jpg', 'a.webp', '.c.png', 'd.txt', '.hidden/e.png', 'sub.png/f.gif']) {
      await writeFile(join(folder, 'images', name), '');
    }
  });
  const list = async (path: string, options = {}) =>
    (await listImages(path, options)).map((found) => found.slice(join(folder, 'images').length + 1));

  test('in natural order, without hidden files and folders', async () => {
    expect(await list(join(folder, 'images'))).toEqual(['a.webp', 'b9.jpg', 'b10.PNG']);
    expect(await list(join(folder, 'images', '..', 'images'))).toEqual(['a.webp', 'b9.jpg', 'b10.PNG']);
  });

  test('recursive: with the folders inside', async () => {
    expect(await list(join(folder, 'images'), { recursive: true })).toEqual([
      'a.webp',
      'b9.jpg',
      'b10.PNG',
      'sub.png/f.gif',
    ]);
  });

  test('what is no folder of images is an error', async () => {
    const missing = join(folder, 'missing');
    const file = join(folder, 'images', 'd.txt');
    await expect(listImages(missing)).rejects.toThrow(`Cannot list folder "${missing}": there is no such folder`);
    await expect(listImages(file)).rejects.toThrow(`Cannot list folder "${file}": it is not a folder`);
    await expect(listImages(join(folder, 'images', '.hidden', '..', '..'))).rejects.toThrow(/has no images: expected/);
  });

  test('isFolder', async () => {
    expect([
      await isFolder(folder),
      await isFolder(join(folder, 'images', 'd.txt')),
      await isFolder('nowhere'),
    ]).toEqual([true, false, false]);
  });
});

describe('readBytes', () => {
  test('of a path, a file URL and a data URI', async () => {
    const path = join(folder, 'bytes.bin');
    await writeFile(path, 'abc');
    for (const source of [path, pathToFileURL(path), String(pathToFileURL(path)), 'data:,abc']) {
      expect([...(await readBytes(source))]).toEqual([97, 98, 99]);
    }
  });

  test('an aborted signal rejects with its reason', async () => {
    await expect(readBytes('x', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('writeWhole', () => {
  test('makes the folders, replaces what was there, leaves nothing else', async () => {
    const path = join(folder, 'out', 'deep', 'a.json');
    await writeWhole(path, 'old');
    await writeWhole(path, Uint8Array.of(110, 101, 119));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'out', 'deep'))).toEqual(['a.json']);
  });

  test('what cannot be written is one sentence, and leaves nothing', async () => {
    await mkdir(join(folder, 'taken', 'target'), { recursive: true });
    await writeFile(join(folder, 'taken', 'file'), '');
    const target = join(folder, 'taken', 'target');
    await expect(writeWhole(target, 'x')).rejects.toThrow(`Cannot write "${target}": it is a folder, expected a file`);
    const below = join(folder, 'taken', 'file', 'x');
    await expect(writeWhole(below, 'x')).rejects.toThrow('a part of its path is a file, expected a folder');
    expect((await readdir(join(folder, 'taken'))).sort()).toEqual(['file', 'target']);
  });
});
