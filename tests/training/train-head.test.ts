import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predictions } from '../../src/inspection/index.js';
import { loadNetwork } from '../../src/network/index.js';
import { type TrainHeadOptions, trainHead } from '../../src/training/index.js';

const ROOT = join(import.meta.dirname, '../..');
const FAIR = join(ROOT, 'models/husky-wolf-fair');
const RESIDUAL = join(ROOT, 'tests/fixtures/networks/residual');
const SCENES = join(ROOT, 'models/husky-wolf/scenes');
const FILES = ['labels.txt', 'metadata.json', 'model.json', 'weights.bin'];

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

/** Every fifth scene of a species, so that backgrounds are mixed, under another name than the base's class. */
async function copyScenes(species: string, to: string, count: number): Promise<void> {
  const names = (await readdir(join(SCENES, species))).sort().filter((_, i) => i % 5 === 0);
  await mkdir(to, { recursive: true });
  for (const name of names.slice(0, count)) await copyFile(join(SCENES, species, name), join(to, name));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-head-'));
  // In natural order the wolves come first: classes are the folders', not the base's.
  await copyScenes('wolf', at('pets', 'grey'), 6);
  await copyScenes('husky', at('pets', 'pied'), 6);
});
afterAll(() => rm(folder, { recursive: true }));

const train = (out: string, options: Partial<TrainHeadOptions> = {}) =>
  trainHead({ base: FAIR, images: at('pets'), out: at(out), ...options });

async function bytesOf(out: string): Promise<Record<string, string>> {
  const pairs = FILES.map(async (name) => [name, (await readFile(at(out, name))).toString('base64')]);
  return Object.fromEntries(await Promise.all(pairs));
}

/** What the written network says of the images of a class, as a row of probabilities each. */
async function askedOf(out: string, name: string): Promise<(readonly number[])[]> {
  const network = await loadNetwork(at(out));
  try {
    const files = (await readdir(at('pets', name))).map((file) => at('pets', name, file));
    const { result } = await predictions(network, files, { thumbnail: 0 });
    return result.images.map(({ probabilities }) => [...probabilities]);
  } finally {
    await network.dispose();
  }
}

describe('trainHead', () => {
  test('writes a network that knows the folders as its classes, and is right on what it has seen', async () => {
    const head = await train('plain');
    expect((await readdir(at('plain'))).sort()).toEqual(FILES);
    expect(await readFile(at('plain', 'labels.txt'), 'utf8')).toBe('grey\npied\n');
    const network = await loadNetwork(at('plain'));
    expect(network.classes).toEqual(['grey', 'pied']);
    expect(network.input.range).toEqual([0, 1]);
    expect(network.fingerprint).toBe(head.graph.fingerprint);
    await network.dispose();
    const grey = (await askedOf('plain', 'grey')).filter(([first, second]) => first > second).length;
    const pied = (await askedOf('plain', 'pied')).filter(([first, second]) => second > first).length;
    expect(grey + pied).toBeGreaterThanOrEqual(11);
    // What the report says of the fit is what the network that was written does.
    expect(head.trainAccuracy).toBeCloseTo((grey + pied) / 12, 12);
  });

  test('tells of the features, the images and the cross-validation, in metadata.json too', async () => {
    const head = await train('told');
    expect(head).toMatchObject({ layer: 'features', features: 64, classes: ['grey', 'pied'], images: [6, 6] });
    expect(head.skipped).toEqual([]);
    expect(head.sentences).toEqual([expect.stringMatching(/^Few images: "grey" has 6 images/)]);
    const { folds, accuracy, confusion } = head.validation!;
    expect(folds).toBe(5);
    expect(confusion.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([6, 6]);
    expect(accuracy).toBeCloseTo((confusion[0][0] + confusion[1][1]) / 12, 12);
    expect(JSON.parse(await readFile(at('told', 'metadata.json'), 'utf8'))).toMatchObject({
      labels: ['grey', 'pied'],
      head: { base: 'husky-wolf-fair', layer: 'features', l2: 1, images: [6, 6], validation: { folds: 5, accuracy } },
    });
  });

  test('gives the same bytes for the same seed', async () => {
    await train('first', { seed: 3 });
    await train('again', { seed: 3 });
    expect(await bytesOf('again')).toEqual(await bytesOf('first'));
  });

  test('deals the images into other folds with another seed, and learns the same weights', async () => {
    const outs = ['seed-1', 'seed-2', 'seed-3', 'seed-4'];
    const tables = new Set<string>();
    for (const [i, out] of outs.entries()) {
      const { validation } = await train(out, { base: RESIDUAL, seed: i + 1 });
      tables.add(JSON.stringify(validation?.confusion));
      expect((await bytesOf(out))['weights.bin']).toBe((await bytesOf('seed-1'))['weights.bin']);
    }
    expect(tables.size).toBeGreaterThan(1);
  });

  test('feeds the base as `inputRange` says, and writes it down', async () => {
    await train('as-it-says');
    const { graph } = await train('from-minus-one', { inputRange: [-1, 1] });
    expect(graph.input.range).toEqual([-1, 1]);
    expect((await bytesOf('from-minus-one'))['weights.bin']).not.toBe((await bytesOf('as-it-says'))['weights.bin']);
  });

  test('leaves no tensors', async () => {
    await train('tensors', { engine: 'wasm' });
    const { numTensors } = tf.memory();
    await train('tensors', { engine: 'wasm' });
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test('learns on another layer if told so', async () => {
    const head = await train('conv2', { layer: 'conv2' });
    const network = await loadNetwork(at('conv2'));
    const channels = network.nodes.find(({ name }) => name === 'conv2')?.shape[2];
    expect(network.nodes.map(({ name }) => name)).not.toContain('conv3');
    await network.dispose();
    expect(head).toMatchObject({ layer: 'conv2', features: channels });
  });

  test('is less sure the larger l2 is', async () => {
    const sureness = async (l2: number) => {
      await train(`l2-${l2}`, { l2 });
      const rows = await askedOf(`l2-${l2}`, 'grey');
      return rows.reduce((sum, row) => sum + Math.max(...row), 0) / rows.length;
    };
    const [weak, strong] = [await sureness(0.1), await sureness(1000)];
    expect(weak).toBeGreaterThan(strong + 0.1);
    expect(strong).toBeGreaterThan(0.5);
  });

  test('learns on a network with shortcuts and batch normalisation', async () => {
    const { classes, graph } = await train('residual', { base: RESIDUAL });
    expect(classes).toEqual(['grey', 'pied']);
    expect(graph.nodes.map(({ operation }) => operation)).toContain('add');
    for (const row of await askedOf('residual', 'pied')) expect(row[0] + row[1]).toBeCloseTo(1, 5);
  });
});

describe('trainHead with folders that are not as they should be', () => {
  test('takes one image a class, without a cross-validation', async () => {
    await copyScenes('wolf', at('single', 'a'), 1);
    await copyScenes('husky', at('single', 'b'), 1);
    const head = await train('from-single', { images: at('single') });
    expect(head).toMatchObject({ images: [1, 1], validation: null, trainAccuracy: 1 });
    expect(head.sentences).toContain('No cross-validation: it takes two images or more of each class.');
  });

  test('names what it leaves out: a bad image, and one that lies in no class', async () => {
    await copyScenes('wolf', at('mixed', 'a'), 2);
    await copyScenes('husky', at('mixed', 'b'), 4);
    await copyScenes('husky', at('mixed'), 1);
    const [loose] = (await readdir(at('mixed'))).filter((name) => name.endsWith('.png'));
    await mkdir(at('mixed', 'nothing'));
    await writeFile(at('mixed', 'a', 'broken.png'), 'no picture');
    const head = await train('from-mixed', { images: at('mixed') });
    expect(head).toMatchObject({ classes: ['a', 'b'], images: [2, 4], validation: { folds: 2 } });
    const skipped = Object.fromEntries(head.skipped.map(({ image, reason }) => [image, reason]));
    expect(skipped).toEqual({
      'a/broken.png': expect.stringContaining('broken.png'),
      [loose]: expect.stringContaining('it lies in no subfolder'),
    });
    expect(head.sentences).toContainEqual(expect.stringMatching(/^Unequal classes: "b" has 4 .* right on 67 %\.$/));
  });

  test('says what is wrong in one sentence, and leaves no folder behind', async () => {
    await copyScenes('wolf', at('lonely', 'wolf'), 2);
    await copyScenes('wolf', at('spoilt', 'wolf'), 2);
    await mkdir(at('spoilt', 'husky'));
    await writeFile(at('spoilt', 'husky', 'broken.png'), 'no picture');
    await mkdir(at('hollow', 'wolf'), { recursive: true });
    await writeFile(at('file'), '');
    const refused: [Partial<TrainHeadOptions>, RegExp][] = [
      [{ images: at('lonely') }, /^Cannot learn classes from ".*lonely": only one subfolder \("wolf"\) has images, /],
      [{ images: at('spoilt') }, /only one subfolder \("wolf"\) has images that can be read.*the first of 1 skipped/],
      [{ images: at('lonely', 'wolf') }, /no subfolder has images, expected a subfolder for each of two or more/],
      [{ images: at('hollow') }, /hollow" has no images/],
      [{ images: at('nowhere') }, /nowhere": there is no such folder/],
      [{ out: at('file') }, /^Cannot write to ".*file": it is a file, expected a folder$/],
      [{ out: FAIR }, /the base is there, expected another folder/],
      [{ out: '' }, /^Cannot train a head without `out`: expected a folder$/],
      [{ l2: 0 }, /^Cannot train a head with l2 0: expected a number above 0$/],
      [{ layer: 'conv9' }, /"conv9"/],
    ];
    for (const [options, sentence] of refused) {
      await expect(train('refused', options), String(sentence)).rejects.toThrow(sentence);
      expect(await readdir(folder)).not.toContain('refused');
    }
    expect(await readFile(at('file'), 'utf8')).toBe('');
  });

  test.each(['images', 'cross-validation'])('leaves nothing behind when it is aborted at its %s', async (stage) => {
    const controller = new AbortController();
    const onProgress: TrainHeadOptions['onProgress'] = (progress) => {
      if (progress.stage === stage) controller.abort(new Error(`enough of ${stage}`));
    };
    const aborted = train('deep/aborted', { signal: controller.signal, onProgress });
    await expect(aborted).rejects.toThrow(`enough of ${stage}`);
    expect(await readdir(folder)).not.toContain('deep');
  });

  test('leaves what was in the folder as it was when it is aborted', async () => {
    await train('kept');
    const before = await bytesOf('kept');
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('enough'));
    const aborted = train('kept', { l2: 50, signal: controller.signal, onProgress });
    await expect(aborted).rejects.toThrow('enough');
    expect((await readdir(at('kept'))).sort()).toEqual(FILES);
    expect(await bytesOf('kept')).toEqual(before);
  });
});
