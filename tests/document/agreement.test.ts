import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementMatrix, evidenceMap } from '../../src/document/index.js';
import { mapDocument, regionsDocument } from '../metrics/documents.js';

describe('evidence of pixels', () => {
  it('adds up channels', () => {
    const document = mapDocument([2, 2, 3], [1, 2, 3, -1, 0, 1, 0, 0, 0.5, -1, -1, -1]);
    expect(evidenceMap(document)).toEqual({ width: 2, height: 2, values: Float64Array.of(6, 0, 0.5, -3) });
  });

  it('repeats the cells of a layer, or goes smoothly from one to the next', () => {
    const document = mapDocument([1, 2], [-1, 3], { width: 4, height: 2, layer: 'conv' });
    expect([...evidenceMap(document).values]).toEqual([-1, -1, 3, 3, -1, -1, 3, 3]);
    expect([...evidenceMap(document, { cells: 'bilinear' }).values]).toEqual([-1, 0, 2, 3, -1, 0, 2, 3]);
  });

  it('gives every pixel the weight of its region, 0 where none is listed', () => {
    const document = regionsDocument([2, 3], [0, 0, 1, 2, 2, 1], { 0: 0.5, 2: -1 });
    expect([...evidenceMap(document).values]).toEqual([0.5, 0.5, 0, -1, -1, 0]);
  });

  it('refuses segments of another size than the picture', () => {
    const document = regionsDocument([2, 3], [0, 0, 1, 2, 2, 1], { 0: 1 });
    const wrong = { ...document, image: { ...document.image, height: 5 } };
    expect(() => evidenceMap(wrong)).toThrow(
      new RangeError('Cannot lay the evidence over "map": there are 6 values for 3 x 5 pixels'),
    );
  });
});

describe('agreement', () => {
  const rising = mapDocument([1, 4, 1], [1, 2, 3, 4]);
  const falling = mapDocument([1, 4, 1], [4, 3, 2, 1]);
  const flat = mapDocument([1, 4, 1], [7, 7, 7, 7]);
  const halves = regionsDocument([1, 4], [0, 0, 1, 1], { 0: -1, 1: 5 });

  it('is the rank correlation and the shared top of each pair', () => {
    const { spearman, jaccard, top } = agreementMatrix([rising, falling, flat, halves], { top: 0.5 });
    // Ranks 1 2 3 4 against 1.5 1.5 3.5 3.5: 4 / sqrt(5 * 4).
    const r = 4 / Math.sqrt(20);
    expect(top).toBe(0.5);
    expect(spearman).toEqual([
      [1, -1, null, expect.closeTo(r, 12)],
      [-1, 1, null, expect.closeTo(-r, 12)],
      [null, null, null, null],
      [expect.closeTo(r, 12), expect.closeTo(-r, 12), null, 1],
    ]);
    // A flat map belongs by half to every pixel: 2 * 0.5 shared of 2 + 2 * 0.5.
    expect(jaccard).toEqual([
      [1, 0, expect.closeTo(1 / 3), 1],
      [0, 1, expect.closeTo(1 / 3), 0],
      [expect.closeTo(1 / 3), expect.closeTo(1 / 3), 1, expect.closeTo(1 / 3)],
      [1, 0, expect.closeTo(1 / 3), 1],
    ]);
  });

  it('looks at as large a top as is asked for', () => {
    const shifted = mapDocument([1, 4, 1], [1, 2, 4, 3]);
    expect(agreementMatrix([rising, shifted], { top: 0.25 }).jaccard[0][1]).toBe(0);
    expect(agreementMatrix([rising, shifted], { top: 0.5 }).jaccard[0][1]).toBe(1);
  });

  it('of a map with itself is whole, and the same both ways', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 }),
        (a, b) => {
          const { spearman, jaccard } = agreementMatrix([mapDocument([3, 4, 1], a), mapDocument([3, 4, 1], b)]);
          expect(jaccard[0][0]).toBeCloseTo(1, 12);
          if (new Set(a).size > 1) expect(spearman[0][0]).toBeCloseTo(1, 12);
          expect(spearman[0][1]).toBe(spearman[1][0]);
          expect(jaccard[0][1]).toBe(jaccard[1][0]);
        },
      ),
    );
  });

  it.each([0, 1.1, Number.NaN])('refuses a top of %d', (top) => {
    expect(() => agreementMatrix([rising], { top })).toThrow(
      new RangeError(`Cannot compare the top ${top} of the pixels: expected 0 to 1`),
    );
  });

  it('refuses pictures of different size', () => {
    expect(() => agreementMatrix([rising, mapDocument([2, 2, 1], [1, 2, 3, 4])])).toThrow(
      new RangeError('Cannot compare evidence of 2 x 2 pixels with evidence of 4 x 1: expected one picture'),
    );
  });
});
