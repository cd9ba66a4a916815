import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// Makes dist/plotly.packed.txt, which reports with charts carry, and dist/live.packed.txt, which reports with a classifier do.
// The first line of a packed text is the hash by which a page's content security policy lets the unpacked script run.

const dist = resolve(import.meta.dirname, '../dist');
const SCRIPTS = {
  plotly: createRequire(import.meta.url).resolve('plotly.js-basic-dist-min'),
  live: resolve(dist, 'convlens-live.js'),
};

for (const [name, source] of Object.entries(SCRIPTS)) {
  const script = await readFile(source);
  const integrity = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const packed = gzipSync(script, { level: 9 }).toString('base64');
  await writeFile(resolve(dist, `${name}.packed.txt`), `${integrity}\n${packed}\n`);
}
