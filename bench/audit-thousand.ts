import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderReport } from 'convlens/report';
import { audit, folderEntries } from '../src/audit/index.js';
import { folderStore } from '../src/cli/folder-store.js';
import { documentPieces } from '../src/document/document-pieces.js';
import type { Image } from '../src/image/image.js';
import { encodePng } from '../src/image/index.js';
import { views } from './audit.js';
import { bigNetwork } from './big-network.js';

/**
 * A whole audit of 1,000 photographs' parts of 224x224 on MobileNet v2: time, peak memory, and how large what it writes is. Takes about
 * an hour on two cores, and goes on where it was stopped: `npx tsx bench/audit-thousand.ts [FOLDER] [IMAGES]`.
 */
const [folder = join(tmpdir(), 'convlens-thousand'), count = '1000'] = process.argv.slice(2);
const images = join(folder, 'images');

if (!existsSync(join(images, `${Number(count) - 1}.png`))) {
  await mkdir(images, { recursive: true });
  for (const [i, { image }] of (await views(Number(count))).entries()) {
    await writeFile(join(images, `${i}.png`), encodePng(image as Image));
  }
}
const { network, what } = await bigNetwork();
console.log(`${what}, ${count} images of 224x224, ${cpus().length} x ${cpus()[0].model}, Node ${process.version}`);
const start = performance.now();
const onProgress = ({ done, total, stage }: { done: number; total: number; stage?: string }) => {
  if (done % 50 === 0) console.log(`  ${stage}: ${done} of ${total}, ${seconds()} s, ${megabytes()} MB at most`);
};
const store = folderStore(join(folder, 'evidence'));
const document = await audit(network, await folderEntries(images, {}), { store, onProgress });
console.log(
  `audit: ${seconds()} s, ${document.provenance.forwardPasses} predictions (some of them made before, if it went on)`,
);
let letters = 0;
for (const piece of documentPieces([document])) letters += piece.length;
const page = renderReport([document]);
console.log(`audit.json ${(letters / 1e6).toFixed(0)} MB, index.html ${(page.length / 1e6).toFixed(1)} MB`);
console.log(`in all ${seconds()} s, peak memory ${megabytes()} MB`);
await network.dispose();

function seconds(): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
