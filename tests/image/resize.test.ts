import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Image, resizeImage, resizeValues } from '../../src/image/index.js';

const row = (...data: number[]): Image => ({
  name: 'row',
  width: data.length,
  height: 1,
  channels: 1,
  data: Uint8ClampedArray.from(data),
});

// Twice as large: centres at -0.25, 0.25, 0.75, 1.25 of the source. Half: a triangle over 4 pixels, 1 3 3 1, cut at the border.
test.each([
  ['2 to 4', [0, 100], 4, [0, 25, 75, 100]],
  ['4 to 2', [0, 0, 80, 160], 2, [80 / 7, (0 + 3 * 80 + 3 * 160) / 7]],
  ['6 to 3', [0, 10, 20, 30, 40, 50], 3, [50 / 7, 25, (1 * 30 + 3 * 40 + 3 * 50) / 7]],
  ['3 to 1', [3, 6, 9], 1, [6]],
])('a triangle filter takes %s as computed by hand', (_, data, width, expected) => {
  const values = resizeValues(data, [1, data.length, 1], 1, width);
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 4);
  });
  expect([...resizeImage(row(...data), width, 1).data]).toEqual(expected.map((value) => Math.round(value)));
});

test('columns are resized as rows are', () => {
  const down = resizeValues([0, 0, 80, 160], [4, 1, 1], 2, 1);
  expect([...down]).toEqual([...resizeValues([0, 0, 80, 160], [1, 4, 1], 1, 2)]);
});

test('method: nearest takes the pixel under the centre', () => {
  expect([...resizeImage(row(1, 2, 3), 6, 1, { method: 'nearest' }).data]).toEqual([1, 1, 2, 2, 3, 3]);
  expect([...resizeImage(row(1, 2, 3, 4, 5, 6), 2, 1, { method: 'nearest' }).data]).toEqual([2, 5]);
});

const side = fc.integer({ min: 1, max: 12 });
const channels = fc.constantFrom(1 as const, 3 as const);

test('a constant stays constant', () => {
  fc.assert(
    fc.property(side, side, side, side, channels, fc.integer({ min: 0, max: 255 }), (w, h, w2, h2, c, value) => {
      const image: Image = {
        name: '',
        width: w,
        height: h,
        channels: c,
        data: new Uint8ClampedArray(w * h * c).fill(value),
      };
      const resized = resizeImage(image, w2, h2);
      expect(resized).toMatchObject({ width: w2, height: h2, channels: c });
      expect(resized.data).toEqual(new Uint8ClampedArray(w2 * h2 * c).fill(value));
    }),
  );
});

test('the same size is the same image, a mirrored image is resized to the mirrored result', () => {
  fc.assert(
    fc.property(fc.uint8ClampedArray({ minLength: 1, maxLength: 20 }), side, (data, width) => {
      const image = row(...data);
      expect(resizeImage(image, data.length, 1)).toBe(image);
      const there = resizeValues(data, [1, data.length, 1], 1, width);
      const back = resizeValues([...data].reverse(), [1, data.length, 1], 1, width).reverse();
      there.forEach((value, i) => {
        expect(value).toBeCloseTo(back[i], 3);
      });
    }),
  );
});

test('channels do not mix, and many are resized as one is', () => {
  const data = Float32Array.from({ length: 5 * 4 * 6 }, (_, i) => Math.sin(i));
  const together = resizeValues(data, [5, 4, 6], 3, 7);
  for (let c = 0; c < 6; c++) {
    const alone = resizeValues(
      data.filter((_, i) => i % 6 === c),
      [5, 4, 1],
      3,
      7,
    );
    alone.forEach((value, i) => {
      expect(together[i * 6 + c]).toBeCloseTo(value, 5);
    });
  }
});

test.each([
  [0, 1],
  [1.5, 2],
  [Number.NaN, 1],
])('size %s x %s is refused', (width, height) => {
  expect(() => resizeImage(row(1), width, height)).toThrow(RangeError);
});
test('an unknown method is refused', () => {
  expect(() => resizeImage(row(1), 2, 2, { method: 'cubic' as never })).toThrow('expected bilinear or nearest');
});
