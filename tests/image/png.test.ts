import fc from 'fast-check';
import { decode, encode } from 'fast-png';
import { expect, test } from 'vitest';
import { encodePng, pngDataUri, readImage } from '../../src/image/index.js';

test('another decoder reads the same pixels', () => {
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(1 as const, 3 as const, 4 as const),
      fc.integer(),
      (width, height, channels, seed) => {
        const data = Uint8ClampedArray.from({ length: width * height * channels }, (_, i) => (i * seed) >> 3);
        const png = decode(encodePng({ width, height, channels, data }));
        expect(png).toMatchObject({ width, height, channels, depth: 8 });
        expect([...png.data]).toEqual([...data]);
      },
    ),
  );
});

test('sharp reads it too', async () => {
  const data = Uint8ClampedArray.from({ length: 40 * 30 * 3 }, (_, i) => 128 + 100 * Math.sin(i / 50));
  const image = await readImage(pngDataUri({ width: 40, height: 30, channels: 3, data }));
  expect(image.data).toEqual(data);
});

test('a smooth picture and a drawing are both smaller than fast-png writes them', () => {
  const smooth = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64) * 2 + Math.floor(i / 64));
  const drawing = Uint8Array.from({ length: 64 * 64 }, (_, i) => (((i * 7919) >> 6) % 3) * 100);
  for (const data of [smooth, drawing]) {
    const picture = { width: 64, height: 64, channels: 1 as const, data };
    expect(encodePng(picture).length).toBeLessThanOrEqual(encode(picture, { zlib: { level: 9 } }).length);
  }
});

test('data that do not fill the picture are refused', () => {
  const message = 'Cannot write a PNG of 2 x 2 pixels and 1 channels: got 3 values';
  expect(() => encodePng({ width: 2, height: 2, channels: 1, data: new Uint8Array(3) })).toThrow(message);
});
