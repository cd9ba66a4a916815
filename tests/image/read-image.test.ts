import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Image, MAX_SIDE, pngDataUri, readImage } from '../../src/image/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const raw = (width: number, height: number, channels: 1 | 2 | 3 | 4, data: readonly number[]) =>
  sharp(Uint8Array.from(data), { raw: { width, height, channels } });
const pixels = (image: Image) => [...image.data];

/** 3 x 2: red, green, blue / black, grey, white. */
const SIX = [255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 128, 128, 128, 255, 255, 255];
const six = () => raw(3, 2, 3, SIX);
/** A picture smooth enough for lossy formats: 64 x 48. */
const smooth = () =>
  raw(
    64,
    48,
    3,
    Array.from({ length: 64 * 48 * 3 }, (_, i) => {
      const x = Math.floor(i / 3) % 64;
      const y = Math.floor(i / 192);
      return [40 + 3 * x, 40 + 3 * y, 200 - 2 * x][i % 3];
    }),
  );

describe('formats', () => {
  test.each(['png', 'webp', 'gif', 'tiff'] as const)('%s, lossless, gives its pixels', async (format) => {
    const options = { webp: { lossless: true }, png: {}, gif: {}, tiff: { compression: 'lzw' as const } }[format];
    const image = await readImage(await six().toFormat(format, options).toBuffer());
    expect(image).toMatchObject({ name: 'image', width: 3, height: 2, channels: 3 });
    expect(pixels(image)).toEqual(SIX);
  });

  test.each(['jpeg', 'avif'] as const)('%s, lossy, comes near', async (format) => {
    const image = await readImage(await smooth().toFormat(format, { quality: 95 }).toBuffer());
    const original = await smooth().raw().toBuffer();
    const worst = Math.max(...pixels(image).map((value, i) => Math.abs(value - original[i])));
    expect(image).toMatchObject({ width: 64, height: 48, channels: 3 });
    expect(worst).toBeLessThan(16);
  });

  test('of 16 bits keeps the upper 8', async () => {
    const image = await readImage(await six().toColourspace('rgb16').png().toBuffer());
    pixels(image).forEach((value, i) => {
      expect(Math.abs(value - SIX[i])).toBeLessThanOrEqual(1);
    });
  });

  test('with a palette is colour again', async () => {
    expect(pixels(await readImage(await six().png({ palette: true, colours: 8 }).toBuffer()))).toEqual(SIX);
  });

  test('CMYK becomes sRGB', async () => {
    const image = await readImage(await smooth().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());
    const original = await smooth().raw().toBuffer();
    const mean = pixels(image).reduce((sum, value, i) => sum + Math.abs(value - original[i]), 0) / image.data.length;
    expect(image.channels).toBe(3);
    expect(mean).toBeLessThan(25);
  });

  test('with a colour profile becomes sRGB', async () => {
    const wide = await smooth().withIccProfile('p3').png().toBuffer();
    const original = await smooth().raw().toBuffer();
    pixels(await readImage(wide)).forEach((value, i) => {
      expect(Math.abs(value - original[i])).toBeLessThanOrEqual(3);
    });
  });

  test.each(['b-w', 'grey16'])('grey (%s) has one channel', async (space) => {
    const image = await readImage(await raw(4, 1, 1, [0, 50, 100, 255]).toColourspace(space).png().toBuffer());
    expect(image.channels).toBe(1);
    expect(pixels(image)).toEqual([0, 50, 100, 255]);
  });

  test('a colour file whose every pixel is grey has one channel', async () => {
    const image = await readImage(await raw(2, 1, 3, [7, 7, 7, 9, 9, 9]).png().toBuffer());
    expect([image.channels, ...pixels(image)]).toEqual([1, 7, 9]);
  });

  test('alpha is laid over white', async () => {
    const image = await readImage(await raw(3, 1, 4, [255, 0, 0, 255, 9, 9, 9, 0, 0, 0, 255, 51]).png().toBuffer());
    expect(pixels(image)).toEqual([255, 0, 0, 255, 255, 255, 204, 204, 255]);
  });

  test('grey with alpha is grey over white', async () => {
    const image = await readImage(await raw(2, 1, 2, [0, 255, 0, 51]).png().toBuffer());
    expect([image.channels, ...pixels(image)]).toEqual([1, 0, 204]);
  });

  test.each(['gif', 'webp'] as const)('of an animated %s the first frame is read', async (format) => {
    const frames = Array.from({ length: 3 * 4 * 4 * 3 }, (_, i) => (i < 48 ? [255, 0, 0][i % 3] : [0, 0, 255][i % 3]));
    const animated = await sharp(Uint8Array.from(frames), { raw: { width: 4, height: 12, channels: 3, pageHeight: 4 } })
      .toFormat(format, format === 'webp' ? { lossless: true } : {})
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBeGreaterThan(1);
    const image = await readImage(animated);
    expect(image).toMatchObject({ width: 4, height: 4 });
    expect(pixels(image).slice(0, 3)).toEqual([255, 0, 0]);
  });
});

/** Where the six pixels a b c / d e f lie, as a viewer shows them, after each EXIF orientation. */
const TURNED: Record<number, string> = {
  1: 'abc/def',
  2: 'cba/fed',
  3: 'fed/cba',
  4: 'def/abc',
  5: 'ad/be/cf',
  6: 'da/eb/fc',
  7: 'fc/eb/da',
  8: 'cf/be/ad',
};
test.each(Object.entries(TURNED))('EXIF orientation %s is applied', async (orientation, expected) => {
  const jpeg = await raw(
    48,
    32,
    1,
    Array.from({ length: 48 * 32 }, (_, i) => letterAt(i % 48, Math.floor(i / 48))),
  )
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: Number(orientation) })
    .toBuffer();
  const image = await readImage(jpeg);
  const seen = Array.from({ length: image.height / 16 }, (_, y) =>
    Array.from({ length: image.width / 16 }, (_, x) => {
      const value = image.data[((y * 16 + 8) * image.width + x * 16 + 8) * image.channels];
      return 'abcdef'[Math.round(value / 40)];
    }).join(''),
  );
  expect(seen.join('/')).toBe(expected);
});

function letterAt(x: number, y: number): number {
  return 40 * (Math.floor(x / 16) + 3 * Math.floor(y / 16));
}

describe('sources', () => {
  test('path, file URL, data URI, Blob, File and bytes give the same picture', async () => {
    const png = new Uint8Array(await six().png().toBuffer());
    const path = join(folder, 'six colours.png');
    await writeFile(path, png);
    const file = new File([png], 'mine.png');
    const uri = pngDataUri({ width: 3, height: 2, channels: 3, data: Uint8Array.from(SIX) });
    const named = [path, pathToFileURL(path), uri, new Blob([png]), file, png.buffer, png] as const;
    const images = await Promise.all(named.map((source) => readImage(source)));
    for (const image of images) expect(pixels(image)).toEqual(SIX);
    const names = images.map((image) => image.name);
    expect(names).toEqual(['six colours.png', 'six colours.png', 'image', 'image', 'mine.png', 'image', 'image']);
    expect((await readImage(path, { name: 'other' })).name).toBe('other');
  });

  test('an aborted signal rejects with its reason', async () => {
    await expect(readImage('x.png', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});

describe('bad files get one sentence', () => {
  const bad = async (name: string, bytes: Uint8Array | string) => {
    await writeFile(join(folder, name), bytes);
    return readImage(join(folder, name));
  };

  test('not there, a folder, empty', async () => {
    const missing = join(folder, 'no.png');
    await expect(readImage(missing)).rejects.toThrow(`Cannot read "${missing}": there is no such file`);
    await expect(readImage(folder)).rejects.toThrow(`Cannot read "${folder}": it is a folder, expected a file`);
    await expect(bad('empty.png', '')).rejects.toThrow('Cannot read image "empty.png": it is empty');
    await expect(readImage('http://127.0.0.1:9/x.png')).rejects.toThrow(/^Cannot read "http:.*": .+/);
  });

  test('text, SVG', async () => {
    await expect(bad('text.png', 'this is no picture')).rejects.toThrow(
      'Cannot read image "text.png": it is not an image that can be read, expected PNG, JPEG, WebP, GIF, TIFF or AVIF',
    );
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>';
    await expect(bad('drawing.svg', svg)).rejects.toThrow(
      'Cannot read image "drawing.svg": it is not an image that can be read',
    );
  });

  test('bytes that only begin as an image does', async () => {
    await expect(bad('riff.webp', 'RIFF and nothing more')).rejects.toThrow('is not an image that can be read');
  });

  test('more pixels than can be read in reasonable time', async () => {
    const png = Buffer.from(await six().png().toBuffer());
    // 60,000 x 60,000 in the header, with the checksum that belongs to it.
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(bad('huge.png', png)).rejects.toThrow(
      'Cannot read image "huge.png": it has more than 1,000,000,000 pixels',
    );
  });

  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('a %s cut short', async (format) => {
    const whole = await smooth().toFormat(format).toBuffer();
    const reading = bad(`cut.${format}`, whole.subarray(0, Math.floor(whole.length * 0.6)));
    await expect(reading).rejects.toThrow(
      new RegExp(`^Cannot read image "cut.${format}": it is damaged or cut short [^\n]+$`),
    );
  });

  test('a JPEG with damaged data', async () => {
    const jpeg = Buffer.from(await smooth().jpeg({ quality: 100 }).toBuffer());
    for (let i = jpeg.length - 200; i < jpeg.length - 150; i++) jpeg[i] ^= 0x5a;
    await expect(bad('damaged.jpg', jpeg)).rejects.toThrow(/^Cannot read image "damaged.jpg": it is damaged/);
  });

  test('something else than a source', async () => {
    await expect(readImage(7 as never)).rejects.toThrow(TypeError);
  });
});

describe('30,000 pixels wide', () => {
  test.each([200, 8000])('and %s high is shrunk while it is read, in bounded memory', async (height) => {
    const create = { width: 30_000, height, channels: 3 as const, background: { r: 10, g: 120, b: 240 } };
    const path = join(folder, `wide-${height}.png`);
    await sharp({ create }).png({ compressionLevel: 1 }).toFile(path);
    let peak = process.memoryUsage.rss();
    const before = peak;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 2);
    const image = await readImage(path).finally(() => clearInterval(timer));
    expect(image).toMatchObject({ width: MAX_SIDE, height: Math.round((height * MAX_SIDE) / 30_000), channels: 3 });
    expect(pixels(image).slice(0, 3)).toEqual([10, 120, 240]);
    // Decoded whole, the larger one takes 720 MB.
    expect((peak - before) / 1e6).toBeLessThan(300);
  });
});
