import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Outcome, ROOT, runCommand } from '../support/command-line.js';

const MEGABYTE = 2 ** 20;

/** The packed package, installed in an empty folder as a user would. */
describe('the packed package, installed in an empty folder', () => {
  let folder: string;
  let packed: {
    readonly filename: string;
    readonly size: number;
    readonly files: readonly { readonly path: string }[];
  };
  const inFolder = (command: string, args: readonly string[]): Promise<Outcome> =>
    runCommand(command, args, { cwd: folder });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlens-package-'));
    const { stdout } = await runCommand('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
    [packed] = JSON.parse(stdout);
    await writeFile(join(folder, 'package.json'), '{"name": "somebody", "type": "module"}');
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)];
    const { code, stderr } = await inFolder('npm', install);
    expect(code, stderr).toBe(0);
  }, 240_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds what it needs and nothing of the workshop, in at most 4 MB', () => {
    const paths = packed.files.map(({ path }) => path);
    for (const path of [
      'dist/convlens.js',
      'dist/schema.json',
      'models/digits/model.json',
      'NOTICE',
      'LICENSE',
      'README.md',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => /^(src|tests|bench|docs|\.ci)\//.test(path))).toEqual([]);
    expect(packed.size).toBeLessThan(4 * MEGABYTE);
  });

  test('the library explains a digit', async () => {
    const program = `
      import { readFile } from 'node:fs/promises';
      import { loadNetwork, readImage } from 'convlens';
      import { lime } from 'convlens/attribution';
      import { filters } from 'convlens/inspection';
      import { renderReport } from 'convlens/report';
      import { validateDocument } from 'convlens/document';
      const network = await loadNetwork('digits');
      const samples = 'node_modules/convlens/models/digits/samples/';
      const [sample] = (await (await import('node:fs/promises')).readdir(samples)).filter((name) => name.startsWith('7'));
      const why = await lime(network, await readImage(samples + sample), { target: 7, samples: 100, segments: 20 });
      validateDocument(why);
      const page = renderReport([why, await filters(network)]);
      await network.dispose();
      console.log(JSON.stringify([why.target.label, why.result.weights.length > 0, page.includes('<convlens-superpixels')]));
    `;
    await writeFile(join(folder, 'program.js'), program);
    const { code, stdout, stderr } = await inFolder(process.execPath, ['program.js']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(['7', true, true]);
  });

  test('the command works', async () => {
    const { code, stdout } = await inFolder('npx', [
      '--no-install',
      'convlens',
      'info',
      'digits',
      '--html',
      'info.html',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/conv1 +conv2d/);
    expect((await stat(join(folder, 'info.html'))).size).toBeLessThan(300_000);
  });

  test('its threads give the same probabilities as one', async () => {
    const program = `
      import { loadNetwork } from 'convlens';
      const data = Float32Array.from({ length: 300 * 784 }, (_, i) => (i * 7919) % 256 / 255);
      const answers = [];
      for (const workers of [1, 2]) {
        const network = await loadNetwork('digits', { workers });
        answers.push((await network.predict({ shape: [300, 28, 28, 1], data })).data);
        await network.dispose();
      }
      console.log(answers[0].every((value, i) => value === answers[1][i]));
    `;
    await writeFile(join(folder, 'threads.js'), program);
    const { stdout, stderr } = await inFolder(process.execPath, ['threads.js']);
    expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' });
  });

  test('its types serve a strict TypeScript program', async () => {
    const program = `
      import { loadNetwork, readImage, type Network } from 'convlens';
      import { lime } from 'convlens/attribution';
      const network: Network = await loadNetwork('digits');
      const document = await lime(network, await readImage('x.png'), { target: 7 });
      const weight: number = document.result.weights[0].weight;
      // @ts-expect-error a target is an index or a label
      await lime(network, await readImage('x.png'), { target: true });
      export { weight };
    `;
    await writeFile(join(folder, 'program.ts'), program);
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--skipLibCheck',
      '--types',
      '',
    ];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { code, stdout } = await inFolder(process.execPath, [tsc, ...options, 'program.ts']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  test('the one-file script is there for pages', async () => {
    const script = await readFile(join(folder, 'node_modules/convlens/dist/convlens.js'), 'utf8');
    expect(script).toContain('convlens-superpixels');
  });
});
