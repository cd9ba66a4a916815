import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Graphics in software, the same on every machine. */
const GRAPHICS = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Console messages and failed requests that this test provokes. */
  readonly expected?: RegExp;
  readonly javaScript?: boolean;
  /** Names of what this browser is to lack. */
  readonly without?: readonly string[];
}

/** A page, and everything that it complained about or asked from elsewhere. */
export interface OpenPage {
  readonly page: Page;
  readonly problems: readonly string[];
  /** @throws Error if there was any problem. */
  close(): Promise<void>;
}

export interface TestBrowser {
  /** Where the served folder is, without a slash at the end. */
  readonly origin: string;
  /** Opens an address (`http:`, `file:`, or a path in the served folder), or a page that is given as HTML. */
  open(page: string | { readonly html: string }, options?: PageOptions): Promise<OpenPage>;
  /** Opens it, looks at it, closes it; any console error, failed policy or request for something else fails the test. */
  see(
    page: string | { readonly html: string },
    look: (page: Page, open: OpenPage) => Promise<void>,
    options?: PageOptions,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** More for Chromium's command line. */
  readonly args?: readonly string[];
}

/** A Chromium with a fresh profile, and a static server for a folder. A page from disk may read what is in that folder, or beside the page. */
export async function startBrowser(folder: string, { args = [] }: BrowserOptions = {}): Promise<TestBrowser> {
  const pages = new Map<string, string>();
  const server = await serve(folder, pages);
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...QUIET, ...GRAPHICS, ...args],
  });
  const places = { origin, folder: pathToFileURL(`${folder}/`).href };
  const open: TestBrowser['open'] = async (target, options = {}) => {
    if (typeof target === 'string') return openPage(browser, new URL(target, `${origin}/`).href, places, options);
    const path = `/page-${pages.size}.html`;
    pages.set(path, target.html);
    return openPage(browser, origin + path, places, options);
  };
  return {
    origin,
    open,
    async see(target, look, options) {
      const opened = await open(target, options);
      try {
        await look(opened.page, opened);
      } catch (error) {
        await opened.close().catch(() => {});
        throw error;
      }
      await opened.close();
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  { origin, folder }: { readonly origin: string; readonly folder: string },
  options: PageOptions,
): Promise<OpenPage> {
  const { width = 900, height = 900, colorScheme = 'light', javaScript = true, without = [] } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled: javaScript });
  const page = await context.newPage();
  await page.addInitScript((names) => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
  }, without);
  const problems: string[] = [];
  const report = (problem: string) => {
    if (!options.expected?.test(problem)) problems.push(problem);
  };
  watch(page, url.startsWith('file:') ? [folder, new URL('.', url).href] : [`${origin}/`], report);
  await page.goto(url, { waitUntil: 'load' });
  return { page, problems, close: () => finish(context, problems) };
}

function watch(page: Page, allowed: readonly string[], report: (problem: string) => void): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) report(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`page error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !allowed.some((start) => url.startsWith(start))) report(`request: ${url}`);
  });
}

async function finish(context: BrowserContext, problems: readonly string[]): Promise<void> {
  await context.close();
  if (problems.length) throw new Error(`The page had problems:\n${problems.join('\n')}`);
}

async function serve(folder: string, pages: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const body = pages.get(path) ?? (await readFile(join(folder, normalize(path))).catch(() => undefined));
    if (path === '/favicon.ico') response.writeHead(204).end();
    else if (body === undefined) response.writeHead(404).end('not found');
    else response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}
