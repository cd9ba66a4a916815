import { expect, it } from 'vitest';
import { drawMask, maskComposer } from '../../../src/attribution/rise/masks.js';
import { random } from '../../../src/numeric/random.js';
import { inputOf } from '../fixtures.js';

const draw = (count: number, height: number, width: number, cells: [number, number], keep: number) => {
  const source = random(1);
  return Array.from({ length: count }, () => {
    const mask = new Float32Array(height * width);
    drawMask(mask, { height, width, cells, keep }, source);
    return mask;
  });
};

it('keeps every pixel with the same probability, at the border too', () => {
  const masks = draw(4000, 9, 6, [3, 2], 0.3);
  for (let pixel = 0; pixel < 54; pixel++) {
    const mean = masks.reduce((sum, mask) => sum + mask[pixel], 0) / masks.length;
    expect(Math.abs(mean - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / masks.length));
  }
  expect(masks.every((mask) => mask.every((value) => value >= 0 && value <= 1))).toBe(true);
});

it('is smooth: neighbours differ by no more than a pixel’s share of a cell', () => {
  for (const mask of draw(50, 20, 20, [4, 4], 0.5)) {
    for (let y = 0; y < 20; y++) {
      for (let x = 1; x < 20; x++) {
        expect(Math.abs(mask[y * 20 + x] - mask[y * 20 + x - 1])).toBeLessThan(0.2 + 1e-6);
        expect(Math.abs(mask[x * 20 + y] - mask[(x - 1) * 20 + y])).toBeLessThan(0.2 + 1e-6);
      }
    }
  }
});

it('blends image and baseline by the masks', () => {
  for (const channels of [1, 2, 3]) {
    const image = inputOf(1, 2, channels, (_, column, channel) => 10 * column + channel + 1);
    const baseline = new Float32Array(2 * channels).fill(-1);
    const { shape, data } = maskComposer(image, baseline)(Float32Array.of(0, 1, 0.5, 0.25));
    expect(shape).toEqual([2, 1, 2, channels]);
    const at = (value: number, kept: number) => -1 + kept * (value + 1);
    const expected = [0, 1, 0.5, 0.25].flatMap((kept, i) =>
      Array.from({ length: channels }, (_, channel) => at(10 * (i % 2) + channel + 1, kept)),
    );
    for (const [i, value] of expected.entries()) expect(data[i]).toBeCloseTo(value, 5);
  }
});
