import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SegmentOptions, segment } from '../../src/segmentation/index.js';
import { anyPicture, countPieces, isSequential, picture } from './pictures.js';

const METHODS: readonly { name: string; options: fc.Arbitrary<SegmentOptions>; isConnected: boolean }[] = [
  {
    name: 'slic',
    options: fc.record({
      method: fc.constant('slic' as const),
      segments: fc.integer({ min: 1, max: 400 }),
      compactness: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      sigma: fc.constantFrom(0, 0.5, 2),
      iterations: fc.integer({ min: 1, max: 4 }),
      minSizeFactor: fc.double({ min: 0, max: 3, noNaN: true }),
      maxSizeFactor: fc.double({ min: 0.1, max: 4, noNaN: true }),
    }),
    isConnected: true,
  },
  {
    name: 'slic without connectivity',
    options: fc.record({
      method: fc.constant('slic' as const),
      segments: fc.integer({ min: 1, max: 400 }),
      enforceConnectivity: fc.constant(false),
    }),
    isConnected: false,
  },
  {
    name: 'quickshift',
    options: fc.record({
      method: fc.constant('quickshift' as const),
      kernelSize: fc.double({ min: 1, max: 6, noNaN: true }),
      maxDist: fc.double({ min: 0, max: 300, noNaN: true }),
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
      sigma: fc.constantFrom(0, 1),
      seed: fc.integer(),
    }),
    isConnected: false,
  },
  {
    name: 'felzenszwalb',
    options: fc.record({
      method: fc.constant('felzenszwalb' as const),
      scale: fc.double({ min: 0.1, max: 1000, noNaN: true }),
      sigma: fc.constantFrom(0, 0.5, 2),
      minSize: fc.integer({ min: 1, max: 400 }),
    }),
    isConnected: false,
  },
  {
    name: 'grid',
    options: fc.record({
      method: fc.constant('grid' as const),
      rows: fc.integer({ min: 1, max: 30 }),
      columns: fc.integer({ min: 1, max: 30 }),
    }),
    isConnected: true,
  },
];

describe.each(METHODS)('$name', ({ options, isConnected }) => {
  it('labels every pixel 0..count-1, the same each time, and leaves the image alone', () => {
    fc.assert(
      fc.property(anyPicture, options, (image, chosen) => {
        const before = image.data.slice();
        const map = segment(image, chosen);
        expect([map.width, map.height, map.labels.length]).toEqual([
          image.width,
          image.height,
          image.data.length / image.channels,
        ]);
        expect(isSequential(map)).toBe(true);
        if (isConnected) expect(countPieces(map)).toBe(map.count);
        expect(segment(image, chosen)).toEqual(map);
        expect(image.data).toEqual(before);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('sees a grey picture as the colour picture it looks like', () => {
    fc.assert(
      fc.property(anyPicture, options, (image, chosen) => {
        const { width, height } = image;
        const grey = picture(width, height, 1, (i) => image.data[i]);
        const colour = picture(width, height, 3, (i) => image.data[Math.floor(i / 3)]);
        expect(segment(grey, chosen)).toEqual(segment(colour, chosen));
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it.each([
    [1, 1],
    [1, 9],
    [9, 1],
    [2, 3],
  ])('takes a picture of %i x %i pixels', (width, height) => {
    for (const chosen of fc.sample(options, { numRuns: 10, seed: 1 })) {
      expect(
        isSequential(
          segment(
            picture(width, height, 3, (i) => (i * 37) % 256),
            chosen,
          ),
        ),
      ).toBe(true);
    }
  });
});
