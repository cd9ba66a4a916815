import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../tests/support/find-chromium.js';

/**
 * Makes the pictures of the README from the demo's page: `npm run demo`, then `npx tsx scripts/make-pictures.ts`.
 * The picture is of the last explanation: the digit that is taken for another one.
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
await browser.close();
