import { describe, expect, it } from 'vitest';
import { placeName } from '../../src/audit/words.js';

describe('placeName', () => {
  it.each<[string, readonly [number, number], readonly [number, number]]>([
    ['anywhere in the picture', [0.5, 0.5], [0.3, 0.3]],
    ['in the middle', [0.5, 0.5], [0.1, 0.1]],
    ['in the lower part', [0.5, 0.8], [0.3, 0.1]],
    ['at middle height', [0.5, 0.5], [0.3, 0.1]],
    ['at the left side', [0.2, 0.5], [0.1, 0.3]],
    ['in the middle of the lower part', [0.5, 0.8], [0.1, 0.1]],
    ['at the left', [0.2, 0.5], [0.1, 0.1]],
    ['at the upper right', [0.8, 0.2], [0.1, 0.1]],
  ])('%s', (words, centre, spread) => expect(placeName(centre, spread)).toBe(words));
});
