import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contourPath } from '../../../src/render/evidence/contour-path.js';
import type { Grid } from '../../../src/render/evidence/evidence-grid.js';

const grid = (rows: readonly (readonly number[])[]): Grid => ({
  width: rows[0].length,
  height: rows.length,
  values: Float64Array.from(rows.flat()),
});

/** The corners of every ring. */
const ringsOf = (path: string) =>
  [...path.matchAll(/M([^Z]*)Z/g)].map(([, points]) =>
    points.split('L').map((point) => point.split(' ').map(Number) as [number, number]),
  );

/** Signed area by the shoelace formula: positive if the ring runs clockwise, y growing downwards. */
function areaOf(ring: readonly (readonly [number, number])[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

const sorted = (path: string) => ringsOf(path).map((ring) => ring.map(String).toSorted());

describe('contourPath', () => {
  it('runs between the values, in proportion to them', () => {
    const peak = grid([
      [0, 0, 0],
      [0, 4, 0],
      [0, 0, 0],
    ]);
    expect(sorted(contourPath(peak, 2))).toEqual([['1,1.5', '1.5,1', '1.5,2', '2,1.5']]);
    expect(sorted(contourPath(peak, 1))).toEqual([['0.75,1.5', '1.5,0.75', '1.5,2.25', '2.25,1.5']]);
  });

  it('runs along the border where the evidence meets it', () => {
    expect(sorted(contourPath(grid([[5]]), 2))).toEqual([['0,0.5', '0.5,0', '0.5,1', '1,0.5']]);
    const all = contourPath(
      grid([
        [5, 5],
        [5, 5],
      ]),
      2,
    );
    expect(ringsOf(all)).toHaveLength(1);
    expect(
      ringsOf(all)
        .flat()
        .every((point) => point.some((at) => at === 0 || at === 2)),
    ).toBe(true);
  });

  it('goes anticlockwise around holes', () => {
    const ring = grid([
      [3, 3, 3],
      [3, 0, 3],
      [3, 3, 3],
    ]);
    const areas = ringsOf(contourPath(ring, 1.5))
      .map(areaOf)
      .toSorted((a, b) => a - b);
    expect(areas[0]).toBeCloseTo(-0.5, 5);
    expect(areas[1]).toBeGreaterThan(8);
  });

  it('joins two corners of a saddle where the mean is high enough', () => {
    const low = grid([
      [2, 0],
      [0, 2],
    ]);
    const high = grid([
      [9, 0],
      [0, 9],
    ]);
    expect(ringsOf(contourPath(low, 1.5))).toHaveLength(2);
    expect(ringsOf(contourPath(high, 1.5))).toHaveLength(1);
  });

  it('is empty where nothing is that high', () => {
    expect(
      contourPath(
        grid([
          [1, -3],
          [0, 1],
        ]),
        1.001,
      ),
    ).toBe('');
  });

  it('always closes, and has as much inside as it should', () => {
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
      .chain(([w, h]) =>
        fc.array(fc.array(fc.constantFrom(0, 1), { minLength: w, maxLength: w }), { minLength: h, maxLength: h }),
      );
    fc.assert(
      fc.property(rows, (values) => {
        const rings = ringsOf(contourPath(grid(values), 0.5));
        const inside = rings.reduce((sum, ring) => sum + areaOf(ring), 0);
        const cells = values.flat().reduce((sum: number, value) => sum + value, 0);
        expect(rings.length > 0).toBe(cells > 0);
        // Half way between 0 and 1, corners are cut by an eighth of a cell: never more than half of it is lost or won.
        expect(inside).toBeGreaterThan(cells * 0.5 - 1e-9);
        expect(inside).toBeLessThan(cells * 1.5 + 1e-9);
      }),
    );
  });
});
