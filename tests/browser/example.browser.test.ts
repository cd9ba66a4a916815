import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startBrowser, type TestBrowser } from '../support/browser.js';

const ROOT = join(import.meta.dirname, '../..');
/** Inside the repository, so that what the library imports is found. */
const LIBRARY = join(ROOT, 'node_modules/.cache/convlens-browser');
const NOTES = /No available adapters|Failed to create WebGPU Context Provider/;

let folder: string;
let browser: TestBrowser;

/** The library is built as it is published, then the page that uses it as a user's would be. */
beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  await build({ root: ROOT, mode: 'browser', logLevel: 'error', build: { outDir: LIBRARY } });
  folder = await mkdtemp(join(tmpdir(), 'convlens-example-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [
        { find: 'convlens/elements', replacement: join(ROOT, 'components/index.ts') },
        { find: /^convlens\/(\w+)$/, replacement: `${LIBRARY}/$1.js` },
        { find: /^convlens$/, replacement: `${LIBRARY}/index.js` },
      ],
    },
    build: {
      outDir: folder,
      minify: false,
      target: 'es2023',
      chunkSizeWarningLimit: 1e6,
      rollupOptions: { input: join(ROOT, 'examples/in-the-browser.html') },
    },
  });
  vi.unstubAllEnvs();
  await cp(join(ROOT, 'models'), join(folder, 'models'), { recursive: true });
  browser = await startBrowser(folder);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

it('the example explains a digit, then a picture and with a network that a person chooses', async () => {
  const open = await browser.open('examples/in-the-browser.html', { expected: NOTES });
  const { page } = open;
  const said = () => page.locator('p > output').textContent();
  const finding = () => page.locator('convlens-superpixels >> .finding').textContent();
  await expect.poll(said, { timeout: 30_000 }).toMatch(/^7-0649.png explained on (wasm|webgl): fastest that agrees/);
  expect(await finding()).toContain('7');

  await page.setInputFiles('#picture', join(ROOT, 'models/digits/samples/3-0938.png'));
  await expect.poll(said, { timeout: 30_000 }).toMatch(/^3-0938.png explained/);

  const plain = join(ROOT, 'tests/fixtures/networks/plain');
  await page.setInputFiles('#files', [join(plain, 'weights.bin')]);
  await expect.poll(said).toMatch(/^Cannot load the model: there is no model.json among the files weights.bin$/);
  await page.setInputFiles('#files', [join(plain, 'model.json'), join(plain, 'weights.bin')]);
  await expect.poll(said, { timeout: 30_000 }).toMatch(/^3-0938.png explained/);
  expect(await page.getByText('1 image, 4 classes').count()).toBe(1);
  await open.close();
});
