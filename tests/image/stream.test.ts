import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePng, type ImageSources, type StreamOptions, streamImages } from '../../src/image/index.js';

const png = encodePng({ width: 1, height: 1, channels: 1, data: Uint8Array.of(5) });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-stream-'));
  await mkdir(join(folder, 'more'));
  await mkdir(join(folder, 'nothing'));
  for (const name of ['10.png', '2.png', 'more/2.png']) await writeFile(join(folder, name), png);
  await writeFile(join(folder, '3.png'), 'not an image');
  await writeFile(join(folder, 'notes.txt'), 'not an image either');
});
afterAll(() => rm(folder, { recursive: true }));

async function collect(sources: ImageSources, options?: StreamOptions) {
  const entries: string[] = [];
  for await (const { name, image, error } of streamImages(sources, options)) {
    entries.push(image ? name : `${name}: ${error.message}`);
  }
  return entries;
}

const BAD = '3.png: Cannot read image "3.png": it is not an image that can be read';

test.each([0, 1, 4])('a folder is read in order, its bad image is named (prefetch %s)', async (prefetch) => {
  const entries = await collect(folder, { prefetch });
  expect(entries).toEqual(['2.png', expect.stringContaining(BAD), '10.png']);
});

test('recursive looks into the folders inside, whose names are kept', async () => {
  const entries = await collect(folder, { recursive: true });
  expect(entries).toEqual(['2.png', expect.stringContaining(BAD), '10.png', 'more/2.png']);
});

test('a file, a list of anything, and images that are there already', async () => {
  const image = { name: 'mine', width: 1, height: 1, channels: 1 as const, data: Uint8ClampedArray.of(1) };
  const array = { shape: [1, 1, 1], data: Float32Array.of(1) };
  expect(await collect(join(folder, '2.png'))).toEqual(['2.png']);
  const file = new File([png as Uint8Array<ArrayBuffer>], 'file.png');
  expect(await collect([join(folder, '2.png'), file, png, image, array])).toEqual([
    '2.png',
    'file.png',
    'image',
    'mine',
    'input',
  ]);
});

test('is lazy: no more is taken than is used, and a few ahead', async () => {
  let taken = 0;
  const endless = (function* () {
    for (;;) {
      taken++;
      yield png;
    }
  })();
  let used = 0;
  for await (const _ of streamImages(endless, { prefetch: 2 })) {
    used++;
    expect(taken).toBeLessThanOrEqual(used + 2);
    if (used === 5) break;
  }
  expect(taken).toBe(7);
});

test('a folder that is not there or has no images is an error, a missing file an entry', async () => {
  const missing = join(folder, 'none');
  await expect(collect(missing)).rejects.toThrow(`Cannot list folder "${missing}": there is no such folder`);
  await expect(collect(join(folder, 'nothing'))).rejects.toThrow('has no images: expected files ending in .png, .jpg');
  expect(await collect([`${missing}.png`])).toEqual([expect.stringContaining('there is no such file')]);
  await expect(collect([], { prefetch: -1 })).rejects.toThrow(RangeError);
});

test('an aborted signal ends it with its reason', async () => {
  const controller = new AbortController();
  const reading = (async () => {
    for await (const _ of streamImages([png, png, png], { signal: controller.signal })) {
      controller.abort(new Error('enough'));
    }
  })();
  await expect(reading).rejects.toThrow('enough');
});
