import { describe, expect, it } from 'vitest';
import { pointingGame, relevanceInMask } from '../../src/metrics/index.js';
import { mapDocument, regionsDocument } from './documents.js';

const map = mapDocument([2, 4, 1], [5, 1, 0, 0, 2, -9, 0, 2]);
const mask = { name: 'left', width: 4, height: 2, data: [1, 1, 0, 0, 0, 0, 0, 0] };

describe('relevance in a mask', () => {
  it('is the share of positive evidence, and of leading pixels, inside', () => {
    // 6 of 10; of the two leading pixels one is inside, the other ties outside (2 and 2, half a place each).
    expect(relevanceInMask(map, mask)).toEqual({ mass: 0.6, rank: 0.5, chance: 0.25 });
  });

  it('of evidence spread evenly is chance', () => {
    expect(relevanceInMask(regionsDocument([2, 4], [0, 0, 0, 0, 0, 0, 0, 0], { 0: 3 }), mask)).toEqual({
      mass: 0.25,
      rank: 0.25,
      chance: 0.25,
    });
  });

  it('has no mass where nothing is positive; pictures serve as masks', () => {
    const against = mapDocument([1, 2, 1], [-1, -2]);
    const picture = { width: 2, height: 1, data: [0, 0, 0, 0, 9, 0] };
    expect(relevanceInMask(against, picture)).toEqual({ mass: null, rank: 0, chance: 0.5 });
  });
});

describe('the pointing game', () => {
  it.each([
    [map, 0, 1, 0.25],
    [mapDocument([2, 4, 1], [0, 0, 0, 0, 0, 0, 0, 1]), 0, 0, 0.25],
    [mapDocument([2, 4, 1], [0, 0, 0, 0, 0, 0, 1, 0]), 1, 0, 0.625],
    [mapDocument([2, 4, 1], [0, 0, 0, 0, 0, 0, 1, 0]), 1.5, 1, 0.75],
    [mapDocument([2, 4, 1], [0, 3, 0, 3, 0, 0, 0, 0]), 0, 0.5, 0.25],
  ])('%# counts hits within the tolerance', (document, tolerance, hit, chance) => {
    expect(pointingGame(document, mask, { tolerance })).toEqual({ hit, chance });
  });

  it('tolerates 15 pixels unless told', () => {
    expect(pointingGame(mapDocument([2, 4, 1], [0, 0, 0, 0, 0, 0, 0, 1]), mask)).toEqual({ hit: 1, chance: 1 });
  });
});

it('refuses a mask of another size, or an empty one, by name', () => {
  const wrong = { ...mask, width: 2, height: 4 };
  expect(() => relevanceInMask(map, wrong)).toThrow(
    new RangeError('Cannot use the mask "left": it is 2 x 4, expected 4 x 2 as "map" is'),
  );
  expect(() => pointingGame(map, { ...mask, data: new Uint8Array(8) })).toThrow(
    new RangeError('Cannot use the mask "left": it is empty, expected pixels of the object'),
  );
});
