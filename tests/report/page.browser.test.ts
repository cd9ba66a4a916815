import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConvlensDocument, finding } from '../../src/document/index.js';
import { renderReport } from '../../src/report/index.js';
import { type PageOptions, startBrowser, type TestBrowser } from '../support/browser.js';
import { filtersDocument, oneOfEach, superpixelsDocument, trainingDocument } from '../support/documents.js';

let folder: string;
let browser: TestBrowser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-report-'));
  browser = await startBrowser(folder);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a report from disk; any console error, failed policy or request for something else fails the test. */
async function withReport(
  documents: readonly ConvlensDocument[],
  look: (page: Page) => Promise<void>,
  options?: PageOptions,
): Promise<void> {
  const file = join(folder, 'report.html');
  await writeFile(file, renderReport(documents));
  await browser.see(pathToFileURL(file).href, look, options);
}

describe('a report opened from disk', () => {
  it('shows every element with its finding', async () => {
    await withReport(oneOfEach(), async (page) => {
      for (const element of await page.locator('.live').all()) {
        await expect.poll(() => element.locator('.finding').first().textContent()).toMatch(/\w/);
        expect(await element.locator('.problem').count()).toBe(0);
        expect(await element.locator('.still').first().isVisible()).toBe(false);
      }
    });
  });

  it('draws a chart with the plotly it carries', async () => {
    await withReport([trainingDocument()], async (page) => {
      await page.locator('convlens-chart').first().scrollIntoViewIfNeeded();
      await expect.poll(() => page.locator('convlens-chart svg.main-svg').first().isVisible()).toBe(true);
    });
  });

  it('shows what readers without scripts see in a browser that cannot unpack', async () => {
    const look = async (page: Page) => {
      expect(await page.locator('.still').first().isVisible()).toBe(true);
      expect(await page.evaluate(() => customElements.get('convlens-training'))).toBeUndefined();
    };
    await withReport([trainingDocument()], look, { without: ['DecompressionStream'] });
  });

  it('starts without plotly where there is no chart', async () => {
    await withReport([filtersDocument()], async (page) => {
      await expect.poll(() => page.locator('convlens-filters canvas').first().isVisible()).toBe(true);
      expect(await page.evaluate(() => 'Plotly' in globalThis)).toBe(false);
    });
  });

  it('shows a picture and the finding of every document to readers without scripts', async () => {
    const documents = oneOfEach();
    await withReport(
      documents,
      async (page) => {
        const sentences = await page.locator('.still .finding').allTextContents();
        for (const document of documents) expect(sentences).toContain(finding(document));
        expect(sentences).toContainEqual(expect.stringContaining('of 2 methods agree'));
        for (const picture of await page.locator('.still > svg').all()) {
          expect(await picture.isVisible()).toBe(true);
          expect((await picture.boundingBox())!.height).toBeGreaterThan(80);
        }
      },
      { javaScript: false },
    );
  });

  it('does not scroll sideways on a narrow screen', async () => {
    for (const javaScript of [true, false]) {
      await withReport(
        oneOfEach(),
        async (page) => {
          const width = javaScript
            ? await page.evaluate(() => document.documentElement.scrollWidth)
            : (await page.locator('body').boundingBox())!.width;
          expect(width).toBeLessThanOrEqual(320);
        },
        { width: 320, javaScript },
      );
    }
  });

  it('lets no name become markup', async () => {
    const document = superpixelsDocument();
    const label = '</script><img src=x onerror=alert(1)>';
    const named = { ...document, target: { ...document.target, label } };
    await withReport([named], async (page) => {
      await expect.poll(() => page.locator('convlens-superpixels .finding').first().textContent()).toContain(label);
      expect(await page.locator('img[src="x"]').count()).toBe(0);
    });
  });
});
