import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from '../support/browser.js';
import { networkDocument, trainingDocument } from '../support/documents.js';
import { buildScript, DIST, elementOf } from './build-script.js';

// The one-file script, as people put it into their pages: from a server, from disk, into the page itself.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let browser: TestBrowser;
let script: string;

beforeAll(async () => {
  buildScript();
  browser = await startBrowser(ROOT);
  script = await readFile(join(DIST, 'convlens.js'), 'utf8');
});

afterAll(() => browser?.close());

describe('examples', () => {
  const disk = pathToFileURL(join(ROOT, 'examples/elements-from-disk.html')).href;

  it.each([
    ['elements-by-address.html', '/examples/elements-by-address.html', 'convlens-superpixels', '"8"'],
    ['elements-by-property.html', '/examples/elements-by-property.html', 'convlens-superpixels', '"8"'],
    ['elements-from-disk.html', disk, 'convlens-network', 'parameters'],
  ])('%s works as it stands', async (_name, address, tag, words) => {
    const open = await browser.open(address);
    await expect.poll(() => open.page.locator(`${tag} >> .finding`).textContent()).toContain(words);
    await open.close();
  });
});

describe('convlens.js', () => {
  it('is small enough for pages of 300 KB', () => expect(script.length).toBeLessThan(250_000));

  it('can stand in a page: nothing in it ends or escapes a script element', () => {
    expect(script).not.toMatch(/<\/script|<!--/i);
  });

  it('draws charts from disk, with plotly from beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convlens-'));
    const address = pathToFileURL(join(folder, 'page.html')).href;
    await writeFile(join(folder, 'convlens.js'), script);
    await writeFile(join(folder, 'convlens-plotly.js'), await readFile(join(DIST, 'convlens-plotly.js')));
    const body = elementOf('convlens-training', trainingDocument());
    await writeFile(join(folder, 'page.html'), `<!doctype html><script src="convlens.js"></script>${body}`);
    const open = await browser.open(address);
    await open.page.locator('convlens-chart >> .main-svg').first().waitFor();
    await open.close();
    await rm(folder, { recursive: true });
  });

  it('says why a page from disk cannot fetch', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convlens-'));
    await writeFile(join(folder, 'convlens.js'), script);
    const body = '<convlens-network src="network.json"></convlens-network>';
    await writeFile(join(folder, 'page.html'), `<!doctype html><script src="convlens.js"></script>${body}`);
    const open = await browser.open(pathToFileURL(join(folder, 'page.html')).href);
    const problem = open.page.locator('convlens-network >> [role=alert]');
    await expect.poll(() => problem.textContent()).toContain('a page opened from disk may not fetch files');
    await open.close();
    await rm(folder, { recursive: true });
  });

  it('works in a page that forbids everything but inline scripts', async () => {
    const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    const html = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,">
      <script>${script}</script>${elementOf('convlens-network', networkDocument())}`;
    const open = await browser.open({ html });
    expect(await open.page.locator('convlens-network >> .finding').textContent()).toContain('11,274');
    await open.close();
  });
});
