import { describe, expect, it } from 'vitest';
import { type MaskOptions, masksOf } from '../../../src/attribution/xrai/masks.js';
import type { Image } from '../../../src/image/image.js';

/** 14 x 7 pixels: the left half black, the right half white. */
const halves: Image = {
  name: 'halves',
  width: 14,
  height: 7,
  channels: 1,
  data: Uint8ClampedArray.from({ length: 98 }, (_, pixel) => (pixel % 14 < 7 ? 0 : 255)),
};

function sizes(options: Partial<MaskOptions>): number[] {
  const { starts, count } = masksOf(halves, { scales: [500], minSize: 2000, dilation: 0, ...options });
  return Array.from({ length: count }, (_, mask) => starts[mask + 1] - starts[mask]);
}

describe('masksOf', () => {
  it('cuts a picture along its edges, once a scale', () => {
    expect(sizes({})).toEqual([49, 49]);
    expect(sizes({ scales: [500, 1200] })).toEqual([49, 49, 49, 49]);
  });

  it('grows masks by pixels of the picture at 224', () => {
    // Fourteen pixels are 224: 16 to a pixel.
    expect(sizes({ dilation: 15 })).toEqual([49, 49]);
    expect(sizes({ dilation: 16 })).toEqual([56, 56]);
    expect(sizes({ dilation: 40 })).toEqual([63, 63]);
  });

  it('joins segments that are smaller than asked for', () => {
    expect(sizes({ minSize: 224 * 112 })).toEqual([98]);
    expect(sizes({ scales: [1], minSize: 1 }).length).toBeGreaterThan(2);
  });

  it('names every pixel once a scale where nothing is grown', () => {
    const { pixels } = masksOf(halves, { scales: [500], minSize: 20, dilation: 0 });
    expect([...pixels].sort((a, b) => a - b)).toEqual([...halves.data.keys()]);
  });
});
