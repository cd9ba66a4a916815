import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../tests/support/find-chromium.js';

/**
 * Makes the pictures of the README: `npm run demo`, the README's audit (`--out audit`), then
 * `npx tsx scripts/make-pictures.ts`. Of the demo the last explanation: the digit that is taken for another one; of the
 * audit what is seen first.
 */
const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/pictures');

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 960, height: 900 }, deviceScaleFactor: 2 });
await page.goto(`file://${join(root, 'convlens-demo.html')}`);
const figure = page.locator('convlens-superpixels').last();
await figure.scrollIntoViewIfNeeded();
await figure.evaluate((element) => {
  element.style.padding = '16px';
});
await figure.screenshot({ path: join(folder, 'superpixels.png') });
const wide = await browser.newPage({ viewport: { width: 1120, height: 900 }, deviceScaleFactor: 1.5 });
await wide.goto(`file://${join(root, 'audit/index.html')}`);
await wide.locator('convlens-audit').waitFor();
await wide.waitForTimeout(500);
await wide.screenshot({ path: join(folder, 'audit.png') });
await browser.close();
