import { copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { type OpenPage, type PageOptions, startBrowser } from '../support/browser.js';

const HERE = import.meta.dirname;
export const NETWORKS = join(HERE, '../fixtures/networks');
export const PHOTOS = join(HERE, '../fixtures/segmentation');
export const WASM = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
);

/** For Chromium's command line: a WebGPU adapter in software. Without it a machine without a graphics card has none. */
export const WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

/** How many classes the reference networks have. */
const CLASSES = { plain: 4, residual: 5, nested: 3 };

type Scenarios = typeof import('./page/scenarios.js');

/** A page that uses the library, bundled as a user's page would be. */
export interface LibraryPage {
  /** The folder that is served. */
  readonly folder: string;
  readonly origin: string;
  open(options?: PageOptions): Promise<RunningPage>;
  close(): Promise<void>;
}

export interface RunningPage extends OpenPage {
  /** Runs one of the scenarios in the page. */
  run<K extends keyof Scenarios>(
    name: K,
    ...args: Parameters<Scenarios[K]>
  ): Promise<Awaited<ReturnType<Scenarios[K]>>>;
}

export interface LibraryPageOptions {
  /** More for the command line of the browser. */
  readonly args?: readonly string[];
}

/** One page of the library for all tests of a file. */
export function sharedLibraryPage(): { readonly library: LibraryPage; readonly page: RunningPage } {
  let library: LibraryPage;
  let page: RunningPage;
  beforeAll(async () => {
    library = await startLibraryPage();
    page = await library.open();
  });
  afterAll(async () => {
    await page?.close();
    await library?.close();
  });
  return {
    get library() {
      return library;
    },
    get page() {
      return page;
    },
  };
}

/** Bundles the page into a folder of its own, with networks and photographs beside it, and starts a browser. */
export async function startLibraryPage({ args }: LibraryPageOptions = {}): Promise<LibraryPage> {
  const folder = await mkdtemp(join(tmpdir(), 'convlens-page-'));
  await bundle(folder);
  await cp(NETWORKS, join(folder, 'networks'), { recursive: true });
  await copyFile(join(PHOTOS, 'chelsea.png'), join(folder, 'chelsea.png'));
  // Chrome notes a file that is not there on the console, so the optional ones are.
  for (const [name, count] of Object.entries(CLASSES)) {
    const notes = { labels: Array.from({ length: count }, (_, i) => `class ${i}`), inputRange: [0, 1] };
    await writeFile(join(folder, 'networks', name, 'metadata.json'), JSON.stringify(notes));
  }
  await mkdir(join(folder, 'images'));
  const browser = await startBrowser(folder, { args });
  return {
    folder,
    origin: browser.origin,
    open: async (options) => {
      const open = await browser.open('index.html', options);
      await open.page.waitForFunction(() => globalThis.scenarios !== undefined);
      const run: RunningPage['run'] = (name, ...given) =>
        open.page.evaluate(
          async ([which, all]) => Reflect.apply(Reflect.get(globalThis.scenarios!, which), null, all),
          [name, given] as const,
        );
      return { ...open, run };
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function bundle(outDir: string): Promise<void> {
  await build({
    root: join(HERE, 'page'),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      modulePreload: false,
      target: 'es2023',
      chunkSizeWarningLimit: 1e6,
    },
  });
}

/** Takes away the `.wasm` files that the bundler put beside the script. */
export async function removeWasm({ folder }: LibraryPage): Promise<void> {
  const assets = join(folder, 'assets');
  const files = (await readdir(assets)).filter((name) => name.endsWith('.wasm'));
  await Promise.all(files.map((name) => rm(join(assets, name))));
}

/** The `.wasm` files of tfjs under their own names, as a person without a bundler copies them. */
export async function copyWasm(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = (await readdir(WASM)).filter((name) => name.endsWith('.wasm'));
  await Promise.all(files.map((name) => copyFile(join(WASM, name), join(folder, name))));
}
