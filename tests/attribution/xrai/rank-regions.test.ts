import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Masks } from '../../../src/attribution/xrai/masks.js';
import { rankRegions } from '../../../src/attribution/xrai/rank-regions.js';

function masks(...lists: readonly (readonly number[])[]): Masks {
  const starts = new Int32Array(lists.length + 1);
  for (const [i, { length }] of lists.entries()) starts[i + 1] = starts[i] + length;
  return { count: lists.length, pixels: Int32Array.from(lists.flat()), starts };
}

/** The paper's loop with sets, counting everything anew each time. */
function slowly(evidence: readonly number[], lists: readonly (readonly number[])[], minPixels: number) {
  const covered = new Set<number>();
  const regions: { pixels: number[]; gain: number }[] = [];
  const mean = (pixels: readonly number[]) => pixels.reduce((sum, pixel) => sum + evidence[pixel], 0) / pixels.length;
  for (;;) {
    const parts = lists
      .map((list) => list.filter((pixel) => !covered.has(pixel)))
      .filter(({ length }) => length >= minPixels);
    if (parts.length === 0) break;
    const best = parts.reduce((leader, part) => (mean(part) > mean(leader) + 1e-9 ? part : leader));
    regions.push({ pixels: best, gain: mean(best) });
    for (const pixel of best) covered.add(pixel);
  }
  const rest = [...evidence.keys()].filter((pixel) => !covered.has(pixel));
  if (rest.length > 0) regions.push({ pixels: rest, gain: mean(rest) });
  return regions.sort((a, b) => b.gain - a.gain);
}

describe('rankRegions', () => {
  it('takes the densest mask first, then what others add to it', () => {
    const evidence = [4, 2, 0, -1, -3];
    expect(rankRegions(evidence, masks([0, 1], [1, 2], [2, 3, 4]), 1)).toEqual([
      { pixels: [0, 1], gain: 3 },
      { pixels: [2], gain: 0 },
      { pixels: [3, 4], gain: -2 },
    ]);
  });

  it('leaves masks out that add too little, and makes a region of what is left', () => {
    const evidence = [4, 2, 0, -1, 5];
    expect(rankRegions(evidence, masks([0, 1], [1, 2], [3]), 2)).toEqual([
      { pixels: [0, 1], gain: 3 },
      { pixels: [2, 3, 4], gain: 4 / 3 },
    ]);
  });

  it('is the slow loop, done faster: every pixel once, evidence kept', () => {
    const arbitrary = fc.record({
      // Thirds and sevenths: means that are equal by chance are rare.
      evidence: fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 12 }),
      lists: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 6 }), {
        maxLength: 8,
      }),
      minPixels: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ evidence, lists, minPixels }) => {
        const found = rankRegions(evidence, masks(...lists), minPixels);
        expect(found).toEqual(slowly(evidence, lists, minPixels));
        expect(found.flatMap(({ pixels }) => pixels).sort((a, b) => a - b)).toEqual([...evidence.keys()]);
      }),
    );
  });
});
