import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// Makes dist/plotly.packed.txt, which reports with charts carry.
// The first line of the packed text is the hash by which a page's content security policy lets the unpacked script run.

const dist = resolve(import.meta.dirname, '../dist');
const source = createRequire(import.meta.url).resolve('plotly.js-basic-dist-min');
const script = await readFile(source);
const integrity = `sha256-${createHash('sha256').update(script).digest('base64')}`;

await mkdir(dist, { recursive: true });
await writeFile(
  resolve(dist, 'plotly.packed.txt'),
  `${integrity}\n${gzipSync(script, { level: 9 }).toString('base64')}\n`,
);
