import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blurImage, gaussianBlur, type Image } from '../../src/image/index.js';

/** A slow second implementation: the two-dimensional sum, straight from the definition. */
function slowBlur(
  data: ArrayLike<number>,
  h: number,
  w: number,
  sigma: number,
  mode: string,
  truncate: number,
): number[] {
  const radius = Math.trunc(truncate * sigma + 0.5);
  const inside = (i: number, n: number): number => {
    if (mode === 'nearest') return Math.max(0, Math.min(n - 1, i));
    if (i < 0) return inside(-1 - i, n);
    return i >= n ? inside(2 * n - 1 - i, n) : i;
  };
  const weight = (d: number) => Math.exp(-(d * d) / (2 * sigma * sigma));
  return Array.from({ length: h * w }, (_, at) => {
    let sum = 0;
    let total = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const k = weight(dy) * weight(dx);
        sum += k * data[inside(Math.floor(at / w) + dy, h) * w + inside((at % w) + dx, w)];
        total += k;
      }
    }
    return sum / total;
  });
}

test.each(['reflect', 'nearest'] as const)('is the Gaussian sum, %s beyond the border', (mode) => {
  const side = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      fc.constantFrom(2, 4),
      (h, w, sigma, truncate) => {
        const data = Float64Array.from({ length: h * w }, (_, i) => Math.sin(3 * i));
        const slow = slowBlur(data, h, w, sigma, mode, truncate);
        gaussianBlur(data, [h, w, 1], sigma, { mode, truncate }).forEach((value, i) => {
          expect(value).toBeCloseTo(slow[i], 10);
        });
      },
    ),
    { numRuns: 40 },
  );
});

// scipy.ndimage.gaussian_filter1d of a unit impulse at the left end, sigma 1.
test('a known line', () => {
  const blurred = gaussianBlur(Float64Array.of(1, 0, 0, 0, 0), [1, 5, 1], 1, { mode: 'nearest', truncate: 1 });
  const side = Math.exp(-0.5) / (1 + 2 * Math.exp(-0.5));
  expect([...blurred]).toEqual([expect.closeTo(1 - side, 12), expect.closeTo(side, 12), 0, 0, 0]);
});

test('channels do not mix, the input is untouched, sigma 0 changes nothing', () => {
  const data = Float32Array.from({ length: 4 * 5 * 3 }, (_, i) => (i * 37) % 11);
  const before = data.slice();
  const blurred = gaussianBlur(data, [4, 5, 3], 1.2);
  expect(blurred).toBeInstanceOf(Float32Array);
  expect(data).toEqual(before);
  for (let c = 0; c < 3; c++) {
    const alone = gaussianBlur(
      data.filter((_, i) => i % 3 === c),
      [4, 5, 1],
      1.2,
    );
    expect(blurred.filter((_, i) => i % 3 === c)).toEqual(alone);
  }
  expect(gaussianBlur(data, [4, 5, 3], 0)).toEqual(data);
});

test('a constant picture stays constant, an edge gets soft, a bad sigma is refused', () => {
  const image: Image = { name: '', width: 4, height: 1, channels: 1, data: Uint8ClampedArray.of(0, 0, 200, 200) };
  expect(blurImage({ ...image, data: new Uint8ClampedArray(4).fill(9) }, 2).data).toEqual(
    new Uint8ClampedArray(4).fill(9),
  );
  const [a, b, c, d] = blurImage(image, 1).data;
  expect(0 < a && a < b && b < c && c < d && d < 200).toBe(true);
  expect(() => blurImage(image, -1)).toThrow('Cannot blur with sigma -1');
  expect(() => blurImage(image, Number.NaN)).toThrow(RangeError);
});
