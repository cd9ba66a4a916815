import { expect, it } from 'vitest';
import { segmentsOf } from '../../src/attribution/segments.js';
import type { Image } from '../../src/image/image.js';
import { gridMap } from './fixtures.js';

const picture = (side: number): Image => ({
  name: 'p',
  width: side,
  height: side,
  channels: 1,
  data: Uint8ClampedArray.from({ length: side * side }, (_, i) => (i * 37) % 251),
});
const none = { segmentation: undefined, segments: undefined, seed: 3 };

it.each([
  [64, none, { method: 'quickshift', kernelSize: 4, maxDist: 200, ratio: 0.2, seed: 3 }],
  [28, none, { method: 'slic', segments: 40, sigma: 0.5 }],
  [
    28,
    { ...none, segmentation: 'quickshift' },
    { method: 'quickshift', kernelSize: 1, maxDist: 200, ratio: 0.2, seed: 3 },
  ],
  [64, { ...none, segments: 12 }, { method: 'slic', segments: 12 }],
  [64, { ...none, segmentation: 'grid', segments: 12 }, { method: 'grid', rows: 3, columns: 4 }],
  [64, { ...none, segmentation: 'felzenszwalb' }, { method: 'felzenszwalb' }],
  [
    64,
    { ...none, segmentation: { method: 'slic', compactness: 30 } },
    { method: 'slic', segments: 50, compactness: 30 },
  ],
] as const)('a picture of side %d with %j is cut by %j', async (side, options, expected) => {
  const { map, description } = await segmentsOf(picture(side), options);
  expect(description).toEqual(expected);
  expect(map.labels).toHaveLength(side * side);
});

it('takes label maps and functions, also those that answer later', async () => {
  const map = gridMap(28, 28, 2, 2);
  const later = await segmentsOf(picture(28), { ...none, segmentation: async () => map });
  expect(later).toEqual({ map, description: 'function' });
  expect(await segmentsOf(picture(28), { ...none, segmentation: map })).toEqual({ map, description: 'label map' });
});

it('cuts a plain picture by a grid, where slic gives it back whole, unless slic was asked for', async () => {
  const plain = { ...picture(12), data: new Uint8ClampedArray(144).fill(90) };
  const cut = await segmentsOf(plain, { ...none, segments: 9 });
  expect(cut.map.count).toBeGreaterThanOrEqual(4);
  const asked = await segmentsOf(plain, { ...none, segmentation: { method: 'slic', segments: 1 } });
  expect(asked.map.count).toBe(1);
});
