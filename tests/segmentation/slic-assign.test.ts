import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../src/numeric/random.js';
import { assignPixels } from '../../src/segmentation/slic-assign.js';
import type { Clusters, ColourPlane } from '../../src/segmentation/slic-clusters.js';
import { tilesOf } from '../../src/segmentation/slic-tiles.js';

/** Every cluster is measured against every pixel in its window. */
function assignSlowly({ width, height, colours }: ColourPlane, clusters: Clusters, ids: Int32Array): Int32Array {
  const { count, features, spatialWeight, reachX, reachY } = clusters;
  return ids.map((own, p) => {
    const [x, y] = [p % width, Math.floor(p / width)];
    let nearest = Number.POSITIVE_INFINITY;
    let best = own;
    for (let k = 0; k < count; k++) {
      const [cy, cx, ...colour] = features.subarray(5 * k, 5 * k + 5);
      if (y < Math.trunc(Math.max(cy - reachY, 0)) || y >= Math.trunc(Math.min(cy + reachY + 1, height))) continue;
      if (x < Math.trunc(Math.max(cx - reachX, 0)) || x >= Math.trunc(Math.min(cx + reachX + 1, width))) continue;
      const [dL, da, db] = colour.map((value, c) => colours[3 * p + c] - value);
      const distance = ((cy - y) ** 2 + (cx - x) ** 2) * spatialWeight + (dL * dL + da * da + db * db);
      if (distance < nearest) [nearest, best] = [distance, k];
    }
    return best;
  });
}

describe('assignPixels', () => {
  it.each([
    { scale: 0, step: 1, what: 'one colour and whole places: many are equally near' },
    { scale: 3, step: 1, what: 'few colours' },
    { scale: 80, step: 0, what: 'noise' },
  ])('is the first nearest cluster within reach: $what', ({ scale, step }) => {
    const side = fc.integer({ min: 1, max: 40 });
    const reach = fc.integer({ min: 2, max: 30 });
    const weight = fc.constantFrom(1e-4, 0.1, 4, 1e6);
    fc.assert(
      fc.property(side, side, reach, weight, fc.integer({ min: 1, max: 12 }), fc.nat(), (...drawn) => {
        const [width, height, reachXY, spatialWeight, count, seed] = drawn;
        const { uniform } = random(seed);
        const value = (size: number) => (step ? Math.round(size * uniform()) : size * uniform());
        const colours = Float32Array.from({ length: 3 * width * height }, () => value(scale));
        const place = [height, width, scale, scale, scale];
        const features = Float64Array.from({ length: 5 * count }, (_, i) => value(place[i % 5]));
        const clusters = { count, features, spatialWeight, reachX: reachXY, reachY: reachXY };
        const ids = Int32Array.from({ length: width * height }, () => Math.floor(count * uniform()));
        const plane = { width, height, colours };
        const expected = assignSlowly(plane, clusters, ids);
        assignPixels(plane, tilesOf(plane), clusters, ids);
        expect(ids).toEqual(expected);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
