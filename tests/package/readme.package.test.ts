import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convlens, ROOT, runCommand } from '../support/command-line.js';

const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
const snippets = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code);

/** What the README says can be done is done, word for word, in a folder with a picture and a folder of pictures. */
describe('the README', () => {
  let folder: string;
  beforeAll(async () => {
    // Inside the package, so that `convlens` is found by its own name.
    folder = await mkdtemp(join(ROOT, 'dist/readme-'));
    const samples = join(ROOT, 'models/digits/samples');
    const names = (await readdir(samples)).filter((name) => name.endsWith('.png'));
    await mkdir(join(folder, 'photos'));
    for (const name of names) await copyFile(join(samples, name), join(folder, 'photos', name));
    await copyFile(join(samples, names.find((name) => name.startsWith('7'))!), join(folder, 'seven.png'));
    await symlink(join(ROOT, 'models'), join(folder, 'models'));
    for (const kind of ['scenes', 'masks']) await symlink(join(ROOT, 'models/husky-wolf', kind), join(folder, kind));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const programs = snippets('js').map((code, i) => ({
    code,
    i,
    title: code
      .match(/\w+(?=\()/g)
      ?.slice(1, 3)
      .join(', '),
  }));
  test.each(programs)('program $i runs ($title)', async ({ code, i }) => {
    await writeFile(join(folder, `program-${i}.mjs`), code);
    const outcome = await runCommand(process.execPath, [`program-${i}.mjs`], { cwd: folder });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).not.toBe('');
  });

  test('its commands run, in their order', async () => {
    const lines = snippets('sh').flatMap((block) => block.trim().split('\n'));
    const commands = lines.filter((line) => line.startsWith('npx convlens ')).map((line) => line.split(/\s+/).slice(2));
    expect(commands.length).toBeGreaterThan(8);
    for (const args of commands) {
      const outcome = await convlens(args, { cwd: folder });
      expect(outcome, args.join(' ')).toMatchObject({ code: 0, stderr: '' });
    }
    const made = await readdir(folder);
    expect(made).toEqual(
      expect.arrayContaining([
        'audit',
        'methods.html',
        'tested.html',
        'where.html',
        'why.html',
        'filters.html',
        'activations.html',
        'patches.html',
        'layers.html',
        'networks.html',
        'report.html',
      ]),
    );
  }, 120_000);

  test('its picture, and the files it links to, are there', async () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link);
    for (const link of links) await expect(stat(join(ROOT, link)), link).resolves.toBeDefined();
  });
});
