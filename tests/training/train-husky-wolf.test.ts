import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDocuments } from '../../src/document/index.js';
import { readImage } from '../../src/image/index.js';
import { loadGraph } from '../../src/network/index.js';
import { trainHuskyWolf } from '../../src/training/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-scenes-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('writes both networks, their document, and 60 scenes with masks and groups', async () => {
  const document = await trainHuskyWolf({ out: folder, trainScenes: 8, testScenes: 8, epochs: 1 });
  expect(parseDocuments(await readFile(join(folder, 'husky-wolf-training.json'), 'utf8'))).toEqual([document]);
  const { networks } = document.result;
  expect(networks.map(({ name, pairing }) => [name, pairing])).toEqual([
    ['husky-wolf-biased', 'wolves-in-snow'],
    ['husky-wolf-fair', 'independent'],
  ]);
  for (const network of networks) {
    expect((await loadGraph(join(folder, network.name))).classes).toEqual(['husky', 'wolf']);
    expect(network.groups?.map(({ name, images }) => [name, images])).toEqual([
      ['husky in snow', 2],
      ['husky elsewhere', 2],
      ['wolf in snow', 2],
      ['wolf elsewhere', 2],
    ]);
  }
  const rows = (await readFile(join(folder, 'husky-wolf/labels.csv'), 'utf8')).trim().split('\n');
  expect(rows).toHaveLength(61);
  const [file, label, group] = rows[1].split(',');
  expect([label, group]).toEqual(['husky', 'husky in snow']);
  for (const kind of ['scenes', 'masks']) {
    const names = await readdir(join(folder, 'husky-wolf', kind), { recursive: true });
    expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(60);
    expect(await readImage(join(folder, 'husky-wolf', kind, file))).toMatchObject({ width: 96, height: 96 });
  }
});

it.each([
  [{ trainScenes: 3 }, 'Cannot train with trainScenes 3: expected a whole number from 4'],
  [{ testScenes: 4.5 }, 'Cannot train with testScenes 4.5'],
  [{ epochs: 0 }, 'Cannot train for 0 epochs'],
  [{ out: '' }, 'Cannot train without `out`'],
])('refuses %j in words', async (options, sentence) => {
  await expect(trainHuskyWolf({ out: folder, ...options })).rejects.toThrow(sentence);
});
