import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convlens, ROOT } from '../support/command-line.js';

const SCENES = join(ROOT, 'models/husky-wolf/scenes');

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-head-'));
  for (const [name, species] of Object.entries({ grey: 'wolf', pied: 'husky' })) {
    await mkdir(at('pets', name), { recursive: true });
    const files = (await readdir(join(SCENES, species))).sort().filter((_, i) => i % 5 === 0);
    for (const file of files) await copyFile(join(SCENES, species, file), at('pets', name, file));
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('convlens train head makes a network of a folder of images, which other verbs take', async () => {
  const args = ['train', 'head', '--base', 'husky-wolf-fair', '--images', at('pets'), '--out', at('mine')];
  const trained = await convlens(args);
  expect(trained).toMatchObject({ code: 0, stderr: '' });
  expect(trained.stdout).toMatch(/^64 features of features, 12 images; right on [\d.]+ % .*5-fold cross-validation/);
  expect(trained.stdout).toMatch(/taken for grey +taken for pied\n/);
  expect(trained.stdout).toContain(`Written: ${at('mine')}`);
  const predicted = await convlens(['predict', at('mine'), at('pets', 'pied')]);
  expect(predicted).toMatchObject({ code: 0, stderr: '' });
  expect(predicted.stdout).toContain('pied');
});
