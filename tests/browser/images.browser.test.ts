import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readImage } from '../../src/image/index.js';
import { absoluteError } from '../support/compare.js';
import { PHOTOS, sharedLibraryPage } from './library-page.js';

const SIZE = { width: 48, height: 32 };
const values = (channels: number) =>
  Uint8Array.from({ length: SIZE.width * SIZE.height * channels }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / channels), i % channels];
    const [x, y] = [pixel % SIZE.width, Math.floor(pixel / SIZE.width)];
    return [40 + 3 * x, 40 + 5 * y, 200 - 2 * x, (x * 5 + y) % 256][channel % 4];
  });
const raw = (channels: 1 | 2 | 3 | 4) => sharp(values(channels), { raw: { ...SIZE, channels } });
const photo = () => sharp(join(PHOTOS, 'chelsea.png')).extract({ left: 60, top: 50, width: 80, height: 60 });
/** Full colour resolution and nothing lost but a rounding: how chroma is enlarged is every decoder's own affair. */
const FINE = { quality: 100, chromaSubsampling: '4:4:4' };

const FILES: readonly (readonly [name: string, make: () => Promise<Buffer>])[] = [
  ['photo.png', () => photo().png().toBuffer()],
  ['photo.jpg', () => photo().jpeg(FINE).toBuffer()],
  ['lossless.webp', () => photo().webp({ lossless: true }).toBuffer()],
  ['picture.gif', () => raw(3).gif().toBuffer()],
  ['palette.png', () => raw(3).png({ palette: true, colours: 16 }).toBuffer()],
  ['alpha.png', () => raw(4).png().toBuffer()],
  ['grey with alpha.png', () => raw(2).png().toBuffer()],
  ['grey.png', () => raw(1).png().toBuffer()],
  ['grey.jpg', () => raw(1).jpeg({ quality: 100 }).toBuffer()],
  ['16 bits.png', () => raw(3).toColourspace('rgb16').png().toBuffer()],
  ['16 bits grey.png', () => raw(1).toColourspace('grey16').png().toBuffer()],
  ...[2, 3, 6, 8].map((orientation) => {
    const make = () => raw(3).jpeg(FINE).withMetadata({ orientation }).toBuffer();
    return [`turned-${orientation}.jpg`, make] as const;
  }),
];

const shared = sharedLibraryPage();

const chosen = (name: string, bytes: Uint8Array) => ({ name, base64: Buffer.from(bytes).toString('base64') });

describe('images have the pixels that Node reads, within 1', () => {
  it.each(FILES)('%s', async (name, make) => {
    const bytes = await make();
    const inNode = await readImage(bytes, { name });
    const image = await shared.page.run('imageFrom', 'file', chosen(name, bytes));
    const { width, height, channels } = inNode;
    expect(image).toMatchObject({ name, width, height, channels });
    expect(absoluteError(image.data, inNode.data)).toBeLessThanOrEqual(1);
  });

  it.each(['blob', 'bytes', 'url', 'blob-url'] as const)('from a %s', async (kind) => {
    const bytes = await raw(3).png().toBuffer();
    await writeFile(join(shared.library.folder, 'images', 'my picture.png'), bytes);
    const image = await shared.page.run('imageFrom', kind, chosen('my picture.png', bytes));
    expect(image).toMatchObject({ ...SIZE, channels: 3, name: kind === 'url' ? 'my picture.png' : 'image' });
    expect(image.data).toEqual([...values(3)]);
  });
});

describe('what cannot be read gets one sentence', () => {
  const damaged = 'it is damaged, or not an image that this browser can read, expected PNG, JPEG, WebP, GIF or AVIF';

  it.each<readonly [string, () => Promise<Uint8Array>, string]>([
    ['empty.png', async () => new Uint8Array(), 'it is empty'],
    ['text.png', async () => new TextEncoder().encode('this is no picture'), damaged],
    ['drawing.svg', async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), damaged],
    ['cut.jpg', async () => (await photo().jpeg().toBuffer()).subarray(0, 1500), 'it is damaged or cut short'],
    ['cut.png', async () => (await photo().png().toBuffer()).subarray(0, 5000), damaged],
  ])('%s', async (name, make, reason) => {
    const message = await shared.page.run('failsToRead', chosen(name, await make()));
    expect(message).toBe(`Cannot read image "${name}": ${reason}`);
  });

  it('an address with nothing there', async () => {
    const open = await shared.library.open({ expected: /404/ });
    const message = await open.run('failsToFetch', 'images/none.png');
    expect(message).toBe('Cannot read "images/none.png": the server answered 404');
    await open.close();
  });
});

it('a picture 30,000 pixels wide is shrunk', async () => {
  const create = { width: 30_000, height: 60, channels: 3 as const, background: { r: 10, g: 120, b: 240 } };
  const bytes = await sharp({ create }).png().toBuffer();
  const image = await shared.page.run('imageFrom', 'file', chosen('wide.png', bytes));
  expect(image).toMatchObject({ width: 4096, height: 8, channels: 3 });
  expect(image.data.slice(0, 3)).toEqual([10, 120, 240]);
});
