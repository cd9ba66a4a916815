import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineSegments } from '../../components/superpixels/outlines.js';

/** Twice the area inside a path, by the shoelace formula; holes count negative. */
function pathArea(path: string): number {
  return path
    .split('M')
    .filter(Boolean)
    .reduce((sum, ring) => {
      const points = ring
        .replace('Z', '')
        .split('L')
        .map((point) => point.split(' ').map(Number));
      return (
        sum +
        points.reduce((own, [x, y], i) => {
          const [nextX, nextY] = points[(i + 1) % points.length];
          return own + (x * nextY - nextX * y) / 2;
        }, 0)
      );
    }, 0);
}

describe('outlineSegments', () => {
  it('runs along pixel edges, with corners only where it turns', () => {
    const shapes = outlineSegments(Int32Array.of(0, 0, 1, 0, 0, 1), 3, 2);
    expect(shapes.get(0)!.path).toBe('M0 0L2 0L2 2L0 2Z');
    expect(shapes.get(1)).toEqual({ path: 'M2 0L3 0L3 2L2 2Z', centre: [2.5, 1.5], area: 2 });
  });

  it('gives a hole a ring of its own', () => {
    const { path, area } = outlineSegments(Int32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0), 3, 3).get(0)!;
    expect(path.match(/M/g)).toHaveLength(2);
    expect(area).toBe(8);
  });

  it('puts the label deep inside', () => {
    const labels = Array.from({ length: 49 }, (_, i) => (i % 7 > 0 && i % 7 < 6 && i > 6 && i < 42 ? 1 : 0));
    expect(outlineSegments(Int32Array.from(labels), 7, 7).get(1)!.centre).toEqual([3.5, 3.5]);
  });

  it('encloses as many pixels as a region has, on any label map', () => {
    const maps = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        labels: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: width * height, maxLength: width * height }),
      }),
    );
    fc.assert(
      fc.property(maps, ({ width, height, labels }) => {
        for (const [label, { path, area, centre }] of outlineSegments(Int32Array.from(labels), width, height)) {
          expect(pathArea(path)).toBe(area);
          expect(area).toBe(labels.filter((entry) => entry === label).length);
          expect(labels[Math.floor(centre[1]) * width + Math.floor(centre[0])]).toBe(label);
        }
      }),
    );
  });
});
