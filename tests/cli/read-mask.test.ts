import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMask } from '../../src/cli/read-mask.js';
import { encodePng, type Image } from '../../src/image/index.js';
import { loadNetwork, type Network } from '../../src/network/index.js';

const SIDE = 28;
const image = pictureOf(2 * SIDE, () => 0);
let folder: string;
let network: Network;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-mask-'));
  network = await loadNetwork('digits-logistic');
});
afterAll(async () => {
  await network.dispose();
  await rm(folder, { recursive: true });
});

function pictureOf(side: number, value: (column: number) => number): Image {
  const data = Uint8ClampedArray.from({ length: side * side }, (_, i) => value(i % side));
  return { name: 'p', width: side, height: side, channels: 1, data };
}

async function written(name: string, picture: Image): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, encodePng(picture));
  return file;
}

it('reads a mask at the size of the network', async () => {
  const file = await written(
    'half.png',
    pictureOf(2 * SIDE, (column) => (column < SIDE ? 255 : 0)),
  );
  const { width, height, data } = await readMask(file, image, network);
  expect([width, height]).toEqual([SIDE, SIDE]);
  expect([...data]).toEqual(Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE < SIDE / 2 ? 1 : 0)));
});

it.each([
  ['marks nothing', 2 * SIDE, 0, 'it marks nothing, expected the object white on black'],
  ['marks everything', 2 * SIDE, 255, 'it marks everything, expected the object white on black'],
  ['has another size', 3, 0, 'it is 3 x 3, expected 56 x 56 as the image'],
])('refuses a mask that %s', async (_, side, value, reason) => {
  const file = await written(
    `${side}-${value}.png`,
    pictureOf(side, () => value),
  );
  await expect(readMask(file, image, network)).rejects.toThrow(`Cannot use the mask "${file}": ${reason}`);
});
