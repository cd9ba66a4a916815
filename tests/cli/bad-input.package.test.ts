import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convlens, ROOT } from '../support/command-line.js';

const PLAIN = join(ROOT, 'tests/fixtures/networks/plain');
const PHOTO = join(ROOT, 'tests/fixtures/segmentation/coffee.png');
const INPUT = join(PLAIN, 'input.json');

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-bad-'));
  await writeFile(at('not-json.json'), 'model?');
  await writeFile(at('no-model.json'), '{"layers": 3}');
  await writeFile(at('empty.png'), '');
  await writeFile(at('text.png'), 'this is a letter, not a picture');
  await writeFile(at('three-labels.txt'), 'a\nb\nc\n');
  await writeFile(at('nan.json'), JSON.stringify({ shape: [1, 16, 16, 3], data: [] }));
  await writeFile(
    at('documents.json'),
    JSON.stringify({ documents: [{ schema: 'convlens/filters@1', kind: 'filters' }] }),
  );
  await mkdir(at('no-images'));
  await mkdir(at('one-bad'));
  const grey = { create: { width: 16, height: 16, channels: 3, background: '#888' } } as const;
  await sharp(grey).png().toFile(at('one-bad/1.png'));
  await sharp(grey).png().toFile(at('one-bad/3.png'));
  await writeFile(at('one-bad/2.png'), 'broken');
});
afterAll(() => rm(folder, { recursive: true }));

/** One line on stderr that names what is wrong; nothing on stdout; no stack trace. */
async function refusal(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await convlens(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^convlens: [^\n]+\n$/);
  return stderr;
}

describe('bad input gets one sentence and exit code 1', () => {
  test.each<[string, (folder: string) => string[], RegExp]>([
    ['a model that is not there', (f) => ['info', `${f}/nothing/model.json`], /there is no such file/],
    ['a name that no network has', () => ['info', 'digitz'], /"digitz".*there is no such file.*digits/],
    ['no JSON', (f) => ['info', `${f}/not-json.json`], /not-json\.json/],
    ['JSON that is no model', (f) => ['info', `${f}/no-model.json`], /no-model\.json/],
    [
      'an image that is not there',
      (f) => ['predict', PLAIN, `${f}/nothing.png`],
      /nothing\.png": there is no such file/,
    ],
    ['an empty image', (f) => ['predict', PLAIN, `${f}/empty.png`], /"empty\.png": .*empty/],
    ['a text that is no image', (f) => ['predict', PLAIN, `${f}/text.png`], /"text\.png"/],
    [
      'a folder without images',
      (f) => ['patches', PLAIN, '--images', `${f}/no-images`, '--layer', 'conv1'],
      /has no images/,
    ],
    [
      'one file for documents and page',
      (f) => ['predict', PLAIN, PHOTO, '--json', `${f}/same`, '--html', `${f}/same`],
      /same": expected two names/,
    ],
    [
      'an output over an input',
      (f) => ['predict', PLAIN, `${f}/text.png`, '--json', `${f}/text.png`],
      /is an image that is read/,
    ],
    [
      'more samples than anybody waits for',
      () => ['explain', PLAIN, PHOTO, '--samples', '1000000000'],
      /--samples 1000000000: expected .* from 2 to 1000000/,
    ],
    [
      'more steps than change anything',
      () => ['explain', PLAIN, PHOTO, '--method', 'integrated-gradients', '--steps', '1000000000'],
      /--steps 1000000000: expected .* from 1 to 10000/,
    ],
    [
      'more cells than pixels',
      () => ['explain', PLAIN, PHOTO, '--method', 'rise', '--cells', '1000', '--samples', '10'],
      /--cells 1000: expected a whole number from 1 to /,
    ],
    [
      'no regions to compare layers by',
      () => ['compare', PLAIN, '--images', join(PHOTO, '..'), '--top', '0'],
      /with top 0: expected a whole number from 1/,
    ],
    [
      'another network that is not there',
      () => ['compare', PLAIN, '--images', join(PHOTO, '..'), '--other', 'nothing'],
      /"nothing"/,
    ],
    ['labels that do not fit', (f) => ['predict', PLAIN, PHOTO, '--labels', `${f}/three-labels.txt`], /3 .*4|4 .*3/],
    ['a layer that is not there', () => ['activations', PLAIN, PHOTO, '--layer', 'konv1'], /"konv1".*conv1/],
    [
      'a unit that is not there',
      () => ['patches', PLAIN, '--images', join(PHOTO, '..'), '--layer', 'conv1', '--unit', '9'],
      /unit 9.*6 units \(0 to 5\)/,
    ],
    [
      'a class that is not there',
      () => ['explain', PLAIN, PHOTO, '--target', '12'],
      /class 12 of "plain": it has 4 classes \(0 to 3\)/,
    ],
    ['a label that is not there', () => ['explain', PLAIN, PHOTO, '--target', 'wolf'], /wolf/],
    ['a method that is not there', () => ['explain', PLAIN, PHOTO, '--method', 'lyme'], /lyme.*lime/],
    ['no classes to print', () => ['predict', PLAIN, PHOTO, '--top', '0'], /top 0 classes/],
    ['zero samples', () => ['explain', PLAIN, PHOTO, '--samples', '0'], /samples.*0/],
    ['negative segments', () => ['explain', PLAIN, PHOTO, '--segments', '-5'], /segments.*-5/],
    ['NaN for a width', () => ['explain', PLAIN, PHOTO, '--kernel-width', '0'], /Cannot use --kernel-width 0/],
    ['a segmentation that is not there', () => ['explain', PLAIN, PHOTO, '--segmentation', 'slik'], /slik.*slic/],
    [
      'segmentation details of no segmentation',
      () => ['explain', PLAIN, PHOTO, '--rows', '3'],
      /--rows without --segmentation/,
    ],
    [
      'an input that does not fill its shape',
      (f) => ['explain', PLAIN, '--image-json', `${f}/nan.json`],
      /nan\.json.*expected/,
    ],
    ['an engine that is not there', () => ['info', PLAIN, '--engine', 'cuda'], /cuda.*wasm/],
    [
      'a document with a hole',
      (f) => ['report', `${f}/documents.json`, '--html', `${f}/report.html`],
      /documents\.json.*model/,
    ],
    [
      'a network that cannot be trained',
      (f) => ['train', 'wolves', '--out', `${f}/x`],
      /"wolves": expected digits or husky-wolf/,
    ],
  ])('%s', async (_, args, says) => {
    expect(await refusal(args(folder))).toMatch(says);
  });

  test('an output folder that cannot be written', async () => {
    await writeFile(at('a-file'), '');
    expect(await refusal(['info', PLAIN, '--json', at('a-file/x.json')])).toMatch(/Cannot write .*a-file/);
    expect(await refusal(['info', PLAIN, '--html', folder])).toMatch(/it is a folder, expected a file/);
    if (process.getuid?.() !== 0) {
      await mkdir(at('locked'));
      await chmod(at('locked'), 0o500);
      expect(await refusal(['info', PLAIN, '--json', at('locked/x.json')])).toMatch(/permission denied/);
    }
  });
});

test('one bad image among good ones is named, skipped and counted, and the exit code says so', async () => {
  const { code, stdout, stderr } = await convlens(['predict', PLAIN, at('one-bad'), '--json', at('some.json')]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/1\.png[\s\S]*3\.png/);
  expect(stderr).toMatch(/^convlens: Skipped "2\.png": [^\n]+\n$/);
  expect(await readdir(folder)).toContain('some.json');
});

describe('wrong usage exits with 2', () => {
  test.each([
    [['bogus']],
    [['info']],
    [['info', PLAIN, '--bogus']],
    [['patches', PLAIN, '--layer', 'conv1']],
    [['compare', PLAIN]],
    [['explain', PLAIN]],
    [['report', INPUT]],
    [['info', PLAIN, '--input-range', '1']],
    [['info', PLAIN, '--seed', 'x']],
    [['patches', PLAIN, '--images', '.', '--layer', 'conv1', '--unit', 'x']],
    [['patches', PLAIN, '--images', '.', '--layer', 'conv1', '--top', 'many']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await convlens(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toContain('    at ');
  });
});

test('help teaches by example, for every verb', async () => {
  const { code, stdout } = await convlens(['--help']);
  expect(code).toBe(0);
  for (const verb of [
    'info',
    'predict',
    'explain',
    'filters',
    'activations',
    'patches',
    'compare',
    'report',
    'train',
    'demo',
  ]) {
    expect(stdout).toContain(verb);
    const help = await convlens([verb, '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Examples?:\n {2}convlens /);
  }
});

test('Ctrl-C in the middle leaves nothing half-written', async () => {
  const args = ['explain', 'digits', at('one-bad/1.png'), '--samples', '200000', '--json', at('late.json')];
  const { code, stdout, stderr } = await convlens(args, { interruptAfter: 2500 });
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: '',
    stderr: 'convlens: Interrupted: nothing was written\n',
  });
  expect((await readdir(folder)).filter((name) => name.includes('late') || name.endsWith('.tmp'))).toEqual([]);
});
