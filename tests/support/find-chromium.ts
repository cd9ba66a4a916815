import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * A Chromium on this machine: `CHROMIUM_PATH`, an installed one, Playwright's own, or else the one in `@sparticuz/chromium`.
 * @throws Error that says how to get one.
 */
export async function findChromium(): Promise<string> {
  const asked = process.env.CHROMIUM_PATH;
  if (asked && !existsSync(asked))
    throw new Error(`Cannot start Chromium: CHROMIUM_PATH is "${asked}", which is not there`);
  const found = [asked, ...INSTALLED, chromium.executablePath()].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') {
    // So it also unpacks the libraries and fonts that a bare machine has not, and points to them.
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
    const { default: packed } = await import('@sparticuz/chromium');
    return packed.executablePath();
  }
  throw new Error('Cannot find Chromium: install it, or set CHROMIUM_PATH to it');
}
