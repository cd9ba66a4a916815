import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labToRgb, meanColour, rgbToLab } from '../../src/image/index.js';

// Published values of scikit-image's rgb2lab.
const LAB = [
  [
    [255, 0, 0],
    [53.24058794, 80.09230823, 67.20275104],
  ],
  [
    [0, 255, 0],
    [87.73509949, -86.18302974, 83.17970318],
  ],
  [
    [0, 0, 255],
    [32.29567257, 79.18559091, -107.85730021],
  ],
  [
    [0, 255, 255],
    [91.11330144, -48.09059623, -14.12632982],
  ],
  [
    [255, 0, 255],
    [60.32350653, 98.23305386, -60.82101524],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
] as const;

describe('CIELAB', () => {
  test.each(LAB)("of %j is scikit-image's", (rgb, lab) => {
    rgbToLab(Uint8Array.from(rgb)).forEach((value, i) => {
      expect(value).toBeCloseTo(lab[i], 4);
    });
  });

  test('layout: planar holds the same, channel after channel', () => {
    const rgb = Uint8Array.of(255, 0, 0, 10, 20, 30);
    const [l1, a1, b1, l2, a2, b2] = rgbToLab(rgb);
    expect([...rgbToLab(rgb, { layout: 'planar' })]).toEqual([l1, l2, a1, a2, b1, b2]);
  });

  test('and back is the same colour', () => {
    fc.assert(
      fc.property(fc.uint8ClampedArray({ minLength: 3, maxLength: 3 }), (rgb) => {
        expect(labToRgb(rgbToLab(rgb))).toEqual(rgb);
      }),
    );
  });

  test('grey has no colour, and lightness grows with it', () => {
    const lab = rgbToLab(Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)));
    for (let i = 0; i < 256; i++) {
      expect(Math.abs(lab[3 * i + 1]) + Math.abs(lab[3 * i + 2])).toBeLessThan(0.01);
      if (i > 0) expect(lab[3 * i]).toBeGreaterThan(lab[3 * i - 3]);
    }
  });

  test('a colour that sRGB has not is clamped, values that are no pixels are refused', () => {
    expect([...labToRgb([50, 0, 300])]).toHaveLength(3);
    expect(() => rgbToLab(new Uint8Array(4))).toThrow('expected three a pixel');
    expect(() => labToRgb([1])).toThrow(RangeError);
  });
});

test('the mean colour is the mean of each channel', () => {
  expect(meanColour({ shape: [1, 2, 3], data: [0, 10, 20, 100, 30, 0] })).toEqual([50, 20, 10]);
  expect(() => meanColour({ shape: [0, 0, 3], data: [] })).toThrow(RangeError);
});
