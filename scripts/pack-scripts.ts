import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// Makes dist/carried.js: the scripts that reports carry (the elements; plotly where a chart is, the runner where a classifier is), packed.
// Beside each is the hash by which a page's content security policy lets the unpacked script run.

const dist = resolve(import.meta.dirname, '../dist');
const SCRIPTS = {
  elements: resolve(dist, 'convlens.js'),
  plotly: createRequire(import.meta.url).resolve('plotly.js-basic-dist-min'),
  runner: resolve(dist, 'convlens-live.js'),
};

const lines: string[] = [];
for (const [name, source] of Object.entries(SCRIPTS)) {
  const script = await readFile(source);
  const hash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const packed = gzipSync(script, { level: 9 }).toString('base64');
  lines.push(`export const ${name} = ${JSON.stringify({ hash, packed })};`);
}
await writeFile(resolve(dist, 'carried.js'), `${lines.join('\n')}\n`);
const types = Object.keys(SCRIPTS).map(
  (name) => `export declare const ${name}: { readonly hash: string; readonly packed: string };`,
);
await writeFile(resolve(dist, 'carried.d.ts'), `${types.join('\n')}\n`);
