import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderEntries, isLabelTable } from '../../src/audit/folder-entries.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-entries-'));
  for (const path of ['images/cat', 'images/dog', 'masks/cat', 'masks/dog', 'some/cat']) {
    await mkdir(join(folder, path), { recursive: true });
  }
  for (const path of [
    'images/cat/1.jpg',
    'images/dog/2.png',
    'masks/cat/1.png',
    'masks/dog/2.png',
    'some/cat/1.png',
    'images/3.png',
  ]) {
    await writeFile(join(folder, path), '');
  }
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

it('takes folders for labels', async () => {
  expect(await folderEntries(at('images'))).toEqual([
    { name: '3.png', image: at('images/3.png') },
    { name: 'cat/1.jpg', image: at('images/cat/1.jpg'), label: 'cat' },
    { name: 'dog/2.png', image: at('images/dog/2.png'), label: 'dog' },
  ]);
});

it.each([
  ['without a head', 'cat/1.jpg,tiger,a\ndog/2.png,dog,b\n'],
  ['with a head in another order', 'label,group,file\ntiger,a,cat/1.jpg\r\ndog,b,dog/2.png\r\n'],
  ['with quotes', '"cat/1.jpg","tiger","a"\n"dog/2.png",dog,b'],
])('takes a table %s for labels and groups', async (_, labels) => {
  expect(await folderEntries(at('images'), { labels })).toEqual([
    { name: '3.png', image: at('images/3.png') },
    { name: 'cat/1.jpg', image: at('images/cat/1.jpg'), label: 'tiger', group: 'a' },
    { name: 'dog/2.png', image: at('images/dog/2.png'), label: 'dog', group: 'b' },
  ]);
});

it('finds masks by name, whatever their ending', async () => {
  const entries = await folderEntries(at('images/cat'), { masks: at('masks/cat') });
  expect(entries).toEqual([{ name: '1.jpg', image: at('images/cat/1.jpg'), mask: at('masks/cat/1.png') }]);
});

it('refuses in words', async () => {
  await expect(folderEntries(at('images'), { masks: at('some') })).rejects.toThrow('there is none for "3.png"');
  await expect(folderEntries(at('images'), { masks: at('none') })).rejects.toThrow('there is no such folder');
  await expect(folderEntries(at('none'))).rejects.toThrow('there is no such folder');
  await expect(folderEntries(at('images'), { labels: 'file,label\ncat/9.jpg,cat' })).rejects.toThrow(
    'Cannot use the labels: line 2 names "cat/9.jpg", which is not among the images',
  );
});

it.each([
  ['a.png,cat\nb.png,dog\n', true],
  ['cat\ndog\n', false],
])('tells %j apart', (text, expected) => {
  expect(isLabelTable(text)).toBe(expected);
});
