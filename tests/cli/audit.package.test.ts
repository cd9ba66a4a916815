import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocuments } from '../../src/document/parse.js';
import { convlens, ROOT } from '../support/command-line.js';

const STUDY = join(ROOT, 'models/husky-wolf');

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const few = ['--samples', '20', '--concepts', '1'];

/** Four of each: huskies and wolves, in snow and elsewhere. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-audit-'));
  for (const species of ['husky', 'wolf']) {
    const names = (await readdir(join(STUDY, 'scenes', species))).sort();
    const snow = names.filter((name) => name.startsWith('snow')).slice(0, 4);
    const chosen = [...snow, ...names.filter((name) => !name.startsWith('snow')).slice(0, 4)];
    for (const kind of ['scenes', 'masks']) {
      await mkdir(at(kind, species), { recursive: true });
      for (const name of chosen) await copyFile(join(STUDY, kind, species, name), at(kind, species, name));
    }
  }
});
afterAll(() => rm(folder, { recursive: true }));

const args = (out: string, ...more: string[]) => [
  'audit',
  'husky-wolf-biased',
  '--images',
  at('scenes'),
  '--masks',
  at('masks'),
  '--out',
  at(out),
  ...few,
  ...more,
];

/** To the byte: a difference of files of megabytes is not worth printing. */
async function areSame(file: string, ...outs: readonly string[]): Promise<boolean> {
  const [first, second] = await Promise.all(outs.map((out) => readFile(at(out, file))));
  return first.equals(second);
}

async function auditIn(out: string) {
  const [document] = parseDocuments(await readFile(at(out, 'audit.json'), 'utf8'));
  if (document.kind !== 'audit') throw new Error(document.kind);
  return document;
}

describe('convlens audit', () => {
  test('writes documents, tables and a page, and says what it found', async () => {
    const { code, stdout, stderr } = await convlens(args('one'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/50\.0 % of the labelled images are predicted right/);
    expect(stdout).toMatch(/Another background turns \d+ of \d+ predictions of "wolf", another object 0\./);
    const { result } = await auditIn('one');
    expect(result.images).toHaveLength(16);
    expect(result.images[0]).toMatchObject({ label: 'husky' });
    const csv = await readFile(at('one', 'images.csv'), 'utf8');
    expect(csv.trim().split('\n')).toHaveLength(17);
    expect(csv).toMatch(/^name,label,predicted,probability,right,group,outsideMask,concepts\n/);
    const parquet = await readFile(at('one', 'images.parquet'));
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
    expect(await readFile(at('one', 'index.html'), 'utf8')).toContain('husky-wolf-biased');
  });

  test('puts the model into the page, and nowhere else', async () => {
    const holders = async (out: string) =>
      (await readFile(at(out, 'index.html'), 'utf8')).match(/<script[^>]* class="convlens-live"/g)?.length ?? 0;
    const { code, stderr } = await convlens(args('live', '--quiet', '--inline-model'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([await holders('one'), await holders('live')]).toEqual([0, 1]);
    expect(await areSame('audit.json', 'one', 'live')).toBe(true);
  });

  test('goes on where it was killed, to the same bytes', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'dist/node/cli.js'), ...args('two')]);
    await expect
      .poll(async () => (await readdir(at('two', 'evidence')).catch(() => [])).length, { timeout: 30_000 })
      .toBeGreaterThan(3);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    expect(await readdir(at('two'))).not.toContain('audit.json');
    expect((await convlens(args('two', '--quiet'))).code).toBe(0);
    for (const file of ['audit.json', 'images.csv', 'images.parquet', 'index.html']) {
      expect(await areSame(file, 'one', 'two'), file).toBe(true);
    }
  });

  test('names, skips and counts images that cannot be used, and says so by its exit code', async () => {
    await mkdir(at('some', 'wolf'), { recursive: true });
    for (const name of await readdir(at('scenes', 'wolf')))
      await copyFile(at('scenes', 'wolf', name), at('some', 'wolf', name));
    await writeFile(at('some', 'wolf', 'broken.png'), 'no picture');
    const { code, stderr } = await convlens([
      'audit',
      'husky-wolf-biased',
      '--images',
      at('some'),
      '--out',
      at('three'),
      '--quiet',
      ...few,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^convlens: Skipped "wolf\/broken\.png": [^\n]+\n$/);
    expect((await auditIn('three')).result.images).toHaveLength(8);
  });

  test('takes labels and groups from a table, and names of classes from a list', async () => {
    const names = (await readdir(at('scenes', 'wolf'))).map((name) => `wolf/${name},wolf,${name.split('-')[0]}`);
    await writeFile(at('labels.csv'), `${names.join('\n')}\n`);
    const { code } = await convlens(args('four', '--labels', at('labels.csv'), '--quiet'));
    expect(code).toBe(0);
    const { result } = await auditIn('four');
    expect(result.groups?.map(({ name }) => name)).toContain('snow');
    expect(result.images.filter(({ label }) => label === null)).toHaveLength(8);
  });

  test.each<[string, () => string[], RegExp]>([
    [
      'no images',
      () => ['audit', 'husky-wolf-fair', '--images', at('nothing'), '--out', at('x')],
      /there is no such folder/,
    ],
    [
      'masks that are not there',
      () => args('x', '--masks', at('nothing')),
      /masks in .*nothing": there is no such folder/,
    ],
    ['a mask too few', () => args('x', '--masks', at('masks', 'wolf')), /there is none for "husky/],
    ['an out folder that is a file', () => args('labels.csv'), /Cannot write .*labels\.csv/],
    [
      'a label that the model does not know',
      () => ['audit', 'digits', '--images', at('scenes'), '--out', at('x')],
      /its label "husky" is no class of "digits"/,
    ],
    ['a layer that is not there', () => args('x', '--layer', 'conv9'), /conv9.*conv/],
    ['no samples', () => args('x', '--samples', '0'), /samples.*0/],
  ])('refuses %s in one sentence', async (_, given, says) => {
    const { code, stdout, stderr } = await convlens(given());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^convlens: [^\n]+\n$/);
    expect(stderr).toMatch(says);
  });
});
