import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeArray } from '../../src/document/encode.js';
import { parseDocuments } from '../../src/document/parse.js';
import { convlens, ROOT } from '../support/command-line.js';

const PLAIN = join(ROOT, 'tests/fixtures/networks/plain');
const INPUT = join(PLAIN, 'input.json');
const SAMPLES = join(ROOT, 'models/digits/samples');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function documentsOf(...args: string[]) {
  const json = join(folder, `${args[0]}-${Math.abs(hash(args.join()))}.json`);
  const outcome = await convlens([...args, '--json', json]);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  return { outcome, documents: parseDocuments(await readFile(json, 'utf8')) };
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
}

describe('every verb writes valid documents and says what it found', () => {
  test('info', async () => {
    const { outcome, documents } = await documentsOf('info', PLAIN);
    expect(outcome.stdout).toMatch(/conv1 +conv2d +16x16x6 +168 +3x3 +1x1 +-1,-1/);
    const [document] = documents;
    if (document.kind !== 'network') throw new Error(document.kind);
    expect(document.result.parameters).toBe(1536);
    const conv2 = document.result.layers.find(({ name }) => name === 'conv2');
    expect(conv2).toMatchObject({
      operation: 'conv2d',
      shape: [6, 6, 8],
      parameters: 440,
      receptiveField: { size: [8, 8], stride: [2, 2], offset: [-1, -1] },
    });
  });

  test('predict', async () => {
    const { outcome, documents } = await documentsOf('predict', 'digits', SAMPLES);
    const [document] = documents;
    if (document.kind !== 'predictions') throw new Error(document.kind);
    expect(document.result.images).toHaveLength(100);
    expect(outcome.stdout).toContain(document.result.images[0].name);
    const right = document.result.images.filter(({ name, probabilities }) => {
      const best = probabilities.indexOf(Math.max(...probabilities));
      return name.startsWith(document.model.classes[best]);
    });
    expect(right.length).toBeGreaterThanOrEqual(80);
  });

  test('explain, twice the same with one seed and otherwise with another', async () => {
    const args = ['explain', PLAIN, '--image-json', INPUT, '--segmentation', 'grid', '--segments', '6'];
    const settings = ['--samples', '60', '--target', '1', '--target', '0'];
    const first = await documentsOf(...args, ...settings);
    const again = await documentsOf(...args, ...settings, '--quiet');
    const other = await documentsOf(...args, ...settings, '--seed', '2');
    const results = [first, again, other].map(({ documents }) => documents.map(({ result }) => JSON.stringify(result)));
    expect(first.documents.map((document) => document.kind)).toEqual(['superpixels', 'superpixels']);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).not.toEqual(results[0]);
    expect(again.outcome.stdout).toBe('');
  });

  test('explain with options of the segmentation', async () => {
    const args = ['explain', PLAIN, '--image-json', INPUT, '--samples', '20'];
    const { documents } = await documentsOf(...args, '--segmentation', 'grid', '--rows', '2', '--columns', '4');
    const [document] = documents;
    if (document.kind !== 'superpixels') throw new Error(document.kind);
    expect(Math.max(...decodeArray(document.result.segments).data)).toBe(7);
  });

  test('filters', async () => {
    const { documents } = await documentsOf('filters', PLAIN);
    expect(documents.map((document) => document.kind === 'filters' && document.result.layer)).toEqual([
      'conv1',
      'conv2',
    ]);
  });

  test('activations', async () => {
    const image = join(SAMPLES, '..', '..', '..', 'tests/fixtures/segmentation/chelsea.png');
    const { documents } = await documentsOf('activations', PLAIN, image, '--layer', 'pool1', '--layer', 'conv2');
    const [document] = documents;
    if (document.kind !== 'activations') throw new Error(document.kind);
    expect(document.result.layers.map(({ name, values }) => [name, values.shape])).toEqual([
      ['pool1', [8, 8, 6]],
      ['conv2', [6, 6, 8]],
    ]);
  });

  test('patches', async () => {
    const args = ['--images', SAMPLES, '--layer', 'conv2', '--unit', '1', '--top', '3', '--per-image', '1'];
    const { documents } = await documentsOf('patches', 'digits', ...args);
    const [document] = documents;
    if (document.kind !== 'patches') throw new Error(document.kind);
    const { units, images } = document.result;
    expect(images).toBe(100);
    expect(units.map(({ unit, patches }) => [unit, patches.length])).toEqual([[1, 3]]);
  });

  test('compare', async () => {
    const args = ['--images', SAMPLES, '--layer', 'conv1', '--layer', 'conv3', '--units', '2', '--top', '3'];
    const { documents } = await documentsOf('compare', 'digits', ...args);
    const [document] = documents;
    if (document.kind !== 'comparison') throw new Error(document.kind);
    const { layers, similarity, images } = document.result;
    expect(images).toBe(100);
    expect(layers.map(({ name, units }) => [name, units.map(({ patches }) => patches.length)])).toEqual([
      ['conv1', [3, 3]],
      ['conv3', [3, 3]],
    ]);
    expect(similarity.values[0][0]).toBeCloseTo(1, 12);
    expect(similarity.values[0][1]).toBeLessThan(0.7);
  });

  test('report binds them into one page', async () => {
    const json = join(folder, 'for-report.json');
    const html = join(folder, 'report.html');
    await convlens(['filters', PLAIN, '--json', json]);
    const outcome = await convlens(['report', json, '--html', html]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain(html);
    expect(await readFile(html, 'utf8')).toContain('<convlens-filters');
  });
});

test('predict and activations take a network input as explain does, and documents tell the input range', async () => {
  const { documents } = await documentsOf('predict', PLAIN, '--image-json', INPUT, '--input-range=-1,1');
  const [document] = documents;
  if (document.kind !== 'predictions') throw new Error(document.kind);
  expect(document.model.inputRange).toEqual([-1, 1]);
  const expected = JSON.parse(await readFile(join(PLAIN, 'expected.json'), 'utf8'));
  document.result.images[0].logits!.forEach((logit, i) => {
    expect(logit).toBeCloseTo(expected.logits.data[i], 4);
  });
  const answers = await documentsOf('activations', PLAIN, '--image-json', INPUT, '--layer', 'conv2');
  expect(answers.documents[0]).toMatchObject({ image: { name: 'input.json' } });
});

test('a label and an index name the same class', async () => {
  const labels = join(folder, 'labels.txt');
  await writeFile(labels, 'wolf\nhusky\nfox\ndog\n');
  const args = ['explain', PLAIN, '--image-json', INPUT, '--samples', '20', '--segments', '4', '--labels', labels];
  const byLabel = await documentsOf(...args, '--target', 'husky');
  const byIndex = await documentsOf(...args, '--target', '1');
  expect(byIndex.documents[0].result).toEqual(byLabel.documents[0].result);
  expect(byLabel.documents[0]).toMatchObject({ target: { index: 1, label: 'husky' } });
});
