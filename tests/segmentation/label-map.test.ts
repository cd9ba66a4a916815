import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighbours, outlinePath, segment, segmentMeans, segmentSizes } from '../../src/segmentation/index.js';
import { anyPicture, picture } from './pictures.js';

const mapOf = (rows: readonly string[]) => {
  const image = picture(rows[0].length, rows.length, 1, () => 0);
  return segment(image, { width: image.width, height: image.height, labels: [...rows.join('')].map(Number) });
};

describe('label maps', () => {
  const map = mapOf(['001', '021', '222']);

  it('count pixels', () => {
    expect([...segmentSizes(map)]).toEqual([3, 2, 4]);
  });

  it('know who touches whom', () => {
    expect(neighbours(map)).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
    expect(neighbours(mapOf(['01', '20']))).toEqual([[1, 2], [0], [0]]);
  });

  it('average colours', () => {
    const image = picture(2, 1, 3, (i) => [10, 20, 30, 50, 60, 70][i]);
    expect([...segmentMeans(image, segment(image, { width: 2, height: 1, labels: [0, 0] }))]).toEqual([30, 40, 50]);
    expect(() => segmentMeans(image, map)).toThrow('Cannot take segment means of "made": it is 2x1, its label map 3x3');
  });
});

describe('outlinePath', () => {
  it.each([
    { name: 'one pixel', rows: ['000', '010', '000'], segments: [1], path: 'M1 1h1v1h-1z' },
    { name: 'a hole', rows: ['000', '010', '000'], segments: [0], path: 'M0 0h3v3h-3zM1 1v1h1v-1z' },
    { name: 'corners that touch', rows: ['10', '01'], segments: [1], path: 'M0 0h1v1h-1zM1 1h1v1h-1z' },
    { name: 'a union', rows: ['012'], segments: [0, 1], path: 'M0 0h2v1h-2z' },
    { name: 'nothing', rows: ['01'], segments: [], path: '' },
  ])('$name', ({ rows, segments, path }) => {
    expect(outlinePath(mapOf(rows), segments)).toBe(path);
  });

  it('encloses exactly the pixels of the segments', () => {
    fc.assert(
      fc.property(anyPicture, fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), (image, segments) => {
        const { width, height } = image;
        const labels = Array.from({ length: width * height }, (_, p) => image.data[p] % 4);
        const map = { width, height, count: 4, labels: Int32Array.from(labels) };
        const inside = labels.map((label) => (segments.includes(label) ? 1 : 0));
        expect(windings(outlinePath(map, segments), width, height)).toEqual(inside);
      }),
      { seed: 1 },
    );
  });
});

/** Winding number of each pixel's middle, by a ray to the left. */
function windings(path: string, width: number, height: number): number[] {
  const crossings = new Int32Array((width + 1) * height);
  for (const loop of path.split('M').slice(1)) {
    const [startX, startY] = loop
      .match(/^\d+ \d+/)![0]
      .split(' ')
      .map(Number);
    let x = startX;
    let y = startY;
    const moveDown = (length: number) => {
      for (const end = y + length; y !== end; y += Math.sign(length)) {
        crossings[Math.min(y, y + Math.sign(length)) * (width + 1) + x] -= Math.sign(length);
      }
    };
    for (const [, axis, length] of loop.matchAll(/([hv])(-?\d+)/g)) {
      if (axis === 'h') x += Number(length);
      else moveDown(Number(length));
    }
    moveDown(startY - y);
    expect(x === startX || y === startY, 'the last side is straight').toBe(true);
  }
  return Array.from({ length: width * height }, (_, p) => {
    const row = Math.floor(p / width) * (width + 1);
    return crossings.subarray(row, row + (p % width) + 1).reduce((sum, n) => sum + n, 0);
  });
}
