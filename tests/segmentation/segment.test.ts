import { describe, expect, it } from 'vitest';
import { grid, type SegmentOptions, segment, slic } from '../../src/segmentation/index.js';
import { picture } from './pictures.js';

const image = picture(3, 2, 3, (i) => (i * 50) % 256);
const mapOf = (labels: ArrayLike<number>, width = 3, height = 2) => ({ width, height, labels });

describe('segment', () => {
  it('takes a method by name, and slic by default', () => {
    expect(segment(image, { method: 'grid', rows: 2, columns: 3 })).toEqual(grid(image, { rows: 2, columns: 3 }));
    expect(segment(image)).toEqual(slic(image));
  });

  it.each([
    { given: [0, 1, 2, 2, 1, 0], labels: [0, 1, 2, 2, 1, 0], count: 3 },
    { given: [7, 7, 3, 3, 3, 90], labels: [1, 1, 0, 0, 0, 2], count: 3 },
    { given: new Uint8Array(6).fill(4), labels: [0, 0, 0, 0, 0, 0], count: 1 },
  ])('renumbers labels of the user by their values: $given', ({ given, labels, count }) => {
    expect(segment(image, mapOf(given))).toEqual({ width: 3, height: 2, count, labels: Int32Array.from(labels) });
    expect(segment(image, () => mapOf(given)).count).toBe(count);
  });

  it.each([
    [mapOf([0, 1, 2], 3, 1), RangeError, 'Cannot use the label map of "made": it is 3x1, expected the image\'s 3x2'],
    [mapOf([0, 1, 2]), RangeError, 'Cannot use the label map of "made": it has 3 labels, expected 6, one a pixel'],
    [mapOf([0, 1, 2, 0, -1, 0]), RangeError, 'the label at row 1, column 1 is -1, expected a whole number from 0'],
    [mapOf([0, 0.5, 2, 0, 1, 0]), RangeError, 'the label at row 0, column 1 is 0.5, expected a whole number from 0'],
    [() => null, TypeError, 'Cannot use the label map of "made": it is null, expected {width, height, labels}'],
    ['slic', TypeError, 'Cannot segment "made" with "slic": expected options, a label map or a function'],
    [
      { method: 'grid', scale: 3 },
      TypeError,
      'Cannot segment with grid: it has no option "scale", expected rows, columns',
    ],
    [{ method: 'slice' }, RangeError, 'Cannot segment with "slice": expected slic, quickshift, felzenszwalb, grid'],
    [{}, RangeError, 'Cannot segment with undefined: expected slic, quickshift, felzenszwalb, grid'],
  ])('refuses %o', (options, kind, message) => {
    const run = () => segment(image, options as unknown as SegmentOptions);
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});
