import { expect, it } from 'vitest';
import { regionCentres } from '../../src/render/region-centres.js';

it('finds the pixel farthest from the border of each region', () => {
  // A 5 x 5 square of region 0 with a column of region 1 at its right, and a region 2 that has no pixel.
  const labels = Int32Array.from({ length: 30 }, (_, at) => (at % 6 === 5 ? 1 : 0));
  const [square, column] = regionCentres({ width: 6, height: 5, labels, count: 2 });
  expect(square).toEqual([2.5, 2.5]);
  expect(column[0]).toBe(5.5);
});

it('stays inside a region that is bent', () => {
  const labels = Int32Array.from([1, 0, 0, 1, 1, 0, 1, 1, 0]);
  for (const [label, [x, y]] of regionCentres({ width: 3, height: 3, labels, count: 2 }).entries()) {
    expect(labels[Math.floor(y) * 3 + Math.floor(x)]).toBe(label);
  }
});
