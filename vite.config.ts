import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

const root = import.meta.dirname;
const external = [...Object.keys(manifest.dependencies), 'convlens', 'plotly.js-basic-dist-min'];
const isExternal = (id: string) =>
  id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`));

/** The rooms that are subpath exports of the package. */
const rooms = [
  'image',
  'segmentation',
  'network',
  'inspection',
  'attribution',
  'metrics',
  'audit',
  'document',
  'render',
  'report',
];
const entries = (names: readonly string[]) =>
  Object.fromEntries([
    ['index', resolve(root, 'src/index.ts')],
    ...names.map((name) => [name, resolve(root, `src/${name}/index.ts`)]),
  ]);

const library = (
  outDir: string,
  names: readonly string[],
  conditions: string[],
  more: Record<string, string> = {},
): UserConfig => ({
  resolve: { conditions },
  build: {
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    target: 'es2023',
    lib: { entry: { ...entries(names), ...more }, formats: ['es'] },
    rollupOptions: {
      external: isExternal,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

/** Leaves `new URL('package/file', import.meta.url)` to whoever bundles the library: Vite would inline the files here. */
const leaveUrls: Plugin = {
  name: 'leave-urls',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/wasm-files.ts') ? code.replace(/import\.meta\.url,?(\s*\)\.href)/g, 'CONVLENS_SCRIPT$1') : undefined,
  renderChunk: (code) => code.replaceAll('CONVLENS_SCRIPT', 'import.meta.url'),
};

/** Charts are drawn by plotly, which the script loads from beside itself when a first one is seen. */
const plotlyBeside: Plugin = {
  name: 'plotly-beside',
  closeBundle() {
    const source = createRequire(import.meta.url).resolve('plotly.js-basic-dist-min');
    copyFileSync(source, resolve(root, 'dist/convlens-plotly.js'));
  },
};

/** Templates of elements lose their indentation, and style sheets their line breaks too: an eighth of the script. */
const unindent: Plugin = {
  name: 'unindent',
  enforce: 'pre',
  transform: (code, id) => {
    if (!id.startsWith(resolve(root, 'components'))) return undefined;
    const flat = code.replace(/\n[ \t]+/g, '\n');
    if (!id.endsWith('.styles.ts')) return flat;
    return flat
      .replace(/^([\w-]+): (?=.*;$)/gm, '$1:')
      .replace(/ \{\n/g, '{')
      .replace(/([;{}])\n+(?=[^\s`])/g, '$1');
  },
};

/** Whose work is in the one-file script, and so in every report; NOTICE has the licences. */
const LICENCES = `/*! convlens (MIT). Contains Lit (c) 2017 Google LLC (BSD-3-Clause), d3-scale-chromatic, d3-interpolate and
d3-color (c) Mike Bostock (ISC), valibot (c) Fabian Hiller (MIT), uint8array-extras (c) Sindre Sorhus (MIT). See NOTICE. */\n`;

/** Whose work is in what runs classifiers in a page. */
const LIVE_LICENCES = `/*! convlens (MIT). Contains TensorFlow.js (c) Google LLC, long.js (c) Daniel Wirtz (Apache-2.0), seedrandom (c) David Bau,
fast-png and iobuffer (c) Michael Zasso, fflate (c) Arjun Barrett (MIT). See NOTICE. */\n`;

const licences = (text: string): Plugin => ({
  name: 'licences',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = text + chunk.code;
  },
});

const modes: Record<string, UserConfig> = {
  /** One classic script with everything in it: `<script src="convlens.js">`, also from `file://`. */
  script: {
    plugins: [plotlyBeside, unindent, licences(LICENCES)],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: resolve(root, 'components/script.ts'),
        formats: ['iife'],
        name: 'convlens',
        fileName: () => 'convlens.js',
      },
    },
  },
  /** What runs a classifier inside a report: packed into it where it is asked for. */
  live: {
    plugins: [licences(LIVE_LICENCES)],
    resolve: {
      alias: [
        { find: '#platform/tfjs-backend', replacement: resolve(root, 'components/live/backend.ts') },
        { find: /^@tensorflow\/tfjs$/, replacement: resolve(root, 'components/live/tfjs.ts') },
      ],
    },
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: resolve(root, 'components/live/script.ts'),
        formats: ['iife'],
        name: 'convlensLive',
        fileName: () => 'convlens-live.js',
      },
    },
  },
  /** The elements as a module, for people who bundle. */
  elements: {
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      target: 'es2023',
      lib: { entry: resolve(root, 'components/index.ts'), formats: ['es'], fileName: () => 'elements.js' },
      rollupOptions: { external: isExternal },
    },
  },
  node: library('dist/node', [...rooms, 'training', 'cli'], ['node', 'module', 'default'], {
    'forward-worker': resolve(root, 'src/platform/node/forward-worker.ts'),
  }),
  browser: { ...library('dist/browser', rooms, ['browser', 'module', 'default']), plugins: [leaveUrls] },
};

export default defineConfig(({ mode }) => modes[mode] ?? {});
