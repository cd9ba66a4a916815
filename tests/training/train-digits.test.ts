import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocuments } from '../../src/document/index.js';
import { readImage } from '../../src/image/index.js';
import { loadGraph } from '../../src/network/index.js';
import { type TrainDigitsOptions, trainDigits } from '../../src/training/index.js';
import { bars } from './bars.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-training-'));
});
afterAll(() => rm(folder, { recursive: true }));

const data = bars({ train: 30, test: 60 });
const bytesOf = async (out: string) => {
  const names = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = names
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.endsWith('training.json'));
  return Promise.all(
    files.sort().map(async (path) => [path.slice(out.length), (await readFile(path)).toString('hex')]),
  );
};

describe('trainDigits', () => {
  it('writes every network with its document and samples, the same bytes from the same seed', async () => {
    const [one, two] = [join(folder, 'new', 'one'), join(folder, 'two')];
    const document = await trainDigits({ out: one, data, epochs: 1 });
    const { networks } = document.result;
    expect(networks.map(({ name }) => name)).toEqual(['digits-logistic', 'digits-mlp', 'digits']);
    expect((await readdir(one)).sort()).toEqual(['digits', 'digits-logistic', 'digits-mlp', 'training.json']);
    expect(parseDocuments(await readFile(join(one, 'training.json'), 'utf8'))).toEqual([document]);

    for (const network of networks) {
      const graph = await loadGraph(join(one, network.name));
      expect(graph.classes).toEqual(['low', 'middle', 'high']);
      expect(graph.input.range).toEqual([0, 1]);
      expect(graph.fingerprint).toBe(network.fingerprint);
    }
    const samples = JSON.parse(await readFile(join(one, 'digits/samples/labels.json'), 'utf8'));
    expect(samples).toHaveLength(30);
    const image = await readImage(join(one, 'digits/samples', samples[7].file));
    expect([...image.data]).toEqual([
      ...data.test.images.data.subarray(samples[7].index * 784, (samples[7].index + 1) * 784),
    ]);

    await writeFile(join(one, 'note.txt'), 'mine');
    await trainDigits({ out: two, data, epochs: 1 });
    expect(await bytesOf(two)).toEqual((await bytesOf(one)).filter(([path]) => path !== '/note.txt'));
    await trainDigits({ out: one, data, epochs: 1, seed: 2, networks: ['digits-logistic'] });
    expect((await readdir(one)).sort()).toEqual([
      'digits',
      'digits-logistic',
      'digits-mlp',
      'note.txt',
      'training.json',
    ]);
    expect(await bytesOf(join(one, 'digits-logistic'))).not.toEqual(await bytesOf(join(two, 'digits-logistic')));
    expect(await bytesOf(join(one, 'digits'))).toEqual(await bytesOf(join(two, 'digits')));
  });

  it('leaves nothing behind when it is stopped', async () => {
    const controller = new AbortController();
    const out = join(folder, 'stopped', 'here');
    const onProgress: TrainDigitsOptions['onProgress'] = ({ stage }) => {
      if (stage?.startsWith('digits:')) controller.abort(new Error('Ctrl-C'));
    };
    await expect(trainDigits({ out, data, epochs: 1, signal: controller.signal, onProgress })).rejects.toThrow(
      'Ctrl-C',
    );
    expect(await readdir(folder)).not.toContain('stopped');
  });

  it.each<[string, Partial<TrainDigitsOptions>, RegExp]>([
    ['no epochs', { epochs: 0 }, /^Cannot train for 0 epochs: expected a whole number from 1$/],
    ['half an epoch', { epochs: 0.5 }, /0\.5 epochs/],
    ['an unknown network', { networks: ['cnn'] }, /^Cannot train "cnn": expected digits-logistic, digits-mlp, digits$/],
    ['no networks', { networks: [] }, /^Cannot train no networks/],
    ['a seed that is no whole number', { seed: 1.5 }, /Cannot seed with 1\.5/],
    ['no folder', { out: '' }, /^Cannot train without `out`: expected a folder$/],
    ['a folder without data', { data: '/nowhere' }, /^Cannot read MNIST from "\/nowhere\/train-images.*no such file$/],
  ])('refuses %s', async (_, options, message) => {
    const out = join(folder, 'refused');
    await expect(trainDigits({ out, data, ...options })).rejects.toThrow(message);
    expect(await readdir(folder)).not.toContain('refused');
  });

  it('refuses a folder that is a file before it trains', async () => {
    const out = join(folder, 'file');
    await writeFile(out, '');
    await expect(trainDigits({ out, data })).rejects.toThrow(
      `Cannot write to "${out}": it is a file, expected a folder`,
    );
  });

  it.skipIf(process.platform !== 'linux')('refuses a place where no folder can be made, at once', async () => {
    await expect(trainDigits({ out: '/proc/convlens/out', data })).rejects.toThrow(/no folder can be made there/);
  });

  it('refuses a folder below a file', async () => {
    const out = join(folder, 'other');
    await writeFile(out, '');
    await expect(trainDigits({ out: join(out, 'below'), data })).rejects.toThrow(/^Cannot write to ".*below"/);
  });
});
