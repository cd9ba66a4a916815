import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isCutShort } from '../../src/image/is-cut-short.js';

const noise = () =>
  sharp(
    Uint8Array.from({ length: 64 * 48 }, (_, i) => (i * i * 31) % 251),
    { raw: { width: 64, height: 48, channels: 1 } },
  );

test.each([false, true])(
  'a JPEG that lacks its end is told from a whole one (progressive: %s)',
  async (progressive) => {
    const jpeg = new Uint8Array(await noise().jpeg({ progressive }).toBuffer());
    expect(isCutShort(jpeg)).toBe(false);
    expect(isCutShort(Uint8Array.of(...jpeg, 1, 2, 3))).toBe(false);
    for (let length = 2; length < jpeg.length; length += 7) expect(isCutShort(jpeg.subarray(0, length))).toBe(true);
  },
);

test('the end of a thumbnail is not the end of the picture', async () => {
  const jpeg = await noise().jpeg().toBuffer();
  const thumbnail = Buffer.from([0xff, 0xe1, 0, 6, 0xff, 0xda, 0xff, 0xd9]);
  const whole = Buffer.concat([jpeg.subarray(0, 2), thumbnail, jpeg.subarray(2)]);
  expect(isCutShort(whole)).toBe(false);
  expect(isCutShort(whole.subarray(0, -2))).toBe(true);
});

test('other formats are left to their decoder', async () => {
  expect(isCutShort(await noise().png().toBuffer())).toBe(false);
  expect(isCutShort(new Uint8Array())).toBe(false);
});
