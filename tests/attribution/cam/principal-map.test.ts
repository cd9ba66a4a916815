import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalMap } from '../../../src/attribution/cam/principal-map.js';

const map = (shape: readonly number[], data: readonly number[]) =>
  principalMap({ shape, data: Float32Array.from(data) });

describe('the principal map', () => {
  it('is each cell’s place on the one line that all lie on', () => {
    // Cells (0, 0), (3, 4), (6, 8), (9, 12): the mean is (4.5, 6), steps are 5 long.
    expect([...map([2, 2, 2], [0, 0, 3, 4, 6, 8, 9, 12]).data]).toEqual([-7.5, -2.5, 2.5, 7.5]);
  });

  it('is the same of few cells with many channels, and of channels that never change', () => {
    expect([...map([1, 2, 3], [1, 7, 2, 1, 7, 6]).data]).toEqual([-2, 2]);
  });

  it('is positive where channels add up to more', () => {
    const { data } = map([1, 3, 2], [0, 0, -5, 1, -10, 2]);
    expect(data[0]).toBeGreaterThan(0);
    expect(data[2]).toBeLessThan(0);
  });

  it('of equal cells is 0', () => {
    expect([...map([2, 1, 2], [3, 4, 3, 4]).data].map(Math.abs)).toEqual([0, 0]);
  });

  it('does not depend on which side is the longer: channels that repeat make it longer, and change nothing else', () => {
    const cells = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(cells, (values) => {
        const rows = [0, 1, 2, 3].map((row) => values.slice(3 * row, 3 * row + 3));
        const [narrow, wide] = [1, 2].map((times) =>
          map(
            [2, 2, 3 * times],
            rows.flatMap((row) => Array<number[]>(times).fill(row).flat()),
          ),
        );
        const length = (data: Float32Array) => Math.hypot(...data);
        expect(length(wide.data)).toBeCloseTo(Math.SQRT2 * length(narrow.data), 3);
      }),
      { seed: 1 },
    );
  });
});
