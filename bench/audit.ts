import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AuditEntry } from '../src/audit/entry.js';
import { audit, folderEntries } from '../src/audit/index.js';
import { prepareInput, readImage, resizeImage } from '../src/image/index.js';
import { loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { bareForward, bigNetwork, warmUp } from './big-network.js';

/** Images of the audit of the large network. */
const IMAGES = 12;
const BATCH = 64;

/** The whole audit over as many bare predictions as it made; and what a thousand images would take. */
export async function auditBench(): Promise<void> {
  console.log('Audit: whole time over the bare predictions it made, all cores');
  const study = 'models/husky-wolf';
  const labels = await readFile(`${study}/labels.csv`, 'utf8');
  const scenes = await folderEntries(`${study}/scenes`, { labels, masks: `${study}/masks` });
  const small = await loadNetwork('husky-wolf-biased');
  const ready = await readEntries(scenes);
  await time(() => audit(small, ready));
  await report('husky-wolf-biased, 60 scenes of 96x96', small, ready, (passes) =>
    barePredictions(small, ready, passes),
  );
  await small.dispose();

  const { network, what } = await bigNetwork();
  const photographs = await views(IMAGES);
  const picture = photographs[0].image as Awaited<ReturnType<typeof readImage>>;
  await warmUp(network, picture);
  const seconds = await report(`${what}, ${IMAGES} images of 224x224`, network, photographs, (passes) =>
    bareForward(network, picture, passes),
  );
  await network.dispose();
  // Explaining grows with the images, the experiments with the concepts.
  console.log(
    `  of which explaining takes ${(seconds / IMAGES).toFixed(1)} s an image at most: 1,000 images in ${(((seconds / IMAGES) * 1000) / 3600).toFixed(1)} h or less`,
  );
  const [few, many] = [6, 24].map(peakMegabytes);
  console.log(`  peak memory: ${few} MB at 6 images, ${many} MB at 24`);
}

async function report(
  title: string,
  network: Network,
  entries: readonly AuditEntry[],
  bare: (passes: number) => Promise<number>,
): Promise<number> {
  let passes = 0;
  const whole = await time(async () => {
    passes = (await audit(network, entries)).provenance.forwardPasses;
  });
  const alone = await bare(passes);
  const [a, b] = [whole, alone].map((ms) => (ms / 1000).toFixed(2));
  console.log(`  ${title}: ${passes} predictions, ${a} s, bare ${b} s = ${(whole / alone).toFixed(3)} x (goal 1.15)`);
  return whole / 1000;
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Decoding files is no part of the ratio. */
async function readEntries(entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
  return Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      image: await readImage(entry.image as string),
      mask: await readImage(entry.mask as string),
    })),
  );
}

async function barePredictions(network: Network, entries: readonly AuditEntry[], passes: number): Promise<number> {
  const { values } = prepareInput(entries[0].image as Awaited<ReturnType<typeof readImage>>, network.input);
  const [, ...shape] = values.shape;
  const data = new Float32Array(BATCH * values.data.length);
  for (let i = 0; i < BATCH; i++) data.set(values.data, i * values.data.length);
  return time(async () => {
    for (let done = 0; done < passes; done += BATCH) {
      const count = Math.min(BATCH, passes - done);
      await network.predict({ shape: [count, ...shape], data: data.subarray(0, count * values.data.length) });
    }
  });
}

/** Parts of photographs: as many as are asked for, each from another place. */
export async function views(count: number): Promise<AuditEntry[]> {
  const files = ['../shared/photos/pets.jpg', '../shared/photos/cat.png', '../shared/photos/bird.png'].map((file) =>
    resolve(file),
  );
  const there = files.filter((file) => existsSync(file));
  const names =
    there.length > 0 ? there : ['coffee', 'chelsea'].map((name) => resolve(`tests/fixtures/segmentation/${name}.png`));
  const photographs = await Promise.all(names.map((file) => readImage(file)));
  return Array.from({ length: count }, (_, i) => {
    const { name, data, width, height, channels } = photographs[i % photographs.length];
    const side = Math.floor(Math.min(width, height) * (0.6 + (0.4 * (i % 7)) / 7));
    const left = Math.floor(((width - side) * ((i * 37) % 100)) / 100);
    const top = Math.floor(((height - side) * ((i * 61) % 100)) / 100);
    const part = new Uint8ClampedArray(side * side * channels);
    for (let row = 0; row < side; row++) {
      const at = ((top + row) * width + left) * channels;
      part.set(data.subarray(at, at + side * channels), row * side * channels);
    }
    const image = resizeImage({ name, width: side, height: side, channels, data: part }, 224, 224);
    return { name: `${i}-${name}`, image };
  });
}

/** In a process of its own. */
function peakMegabytes(images: number): number {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/audit-memory.ts', String(images)], {
    encoding: 'utf8',
  });
  return Number(stdout);
}
