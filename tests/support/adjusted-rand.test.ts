import { describe, expect, it } from 'vitest';
import { adjustedRand } from './adjusted-rand.js';

describe('adjusted Rand index', () => {
  it.each([
    { name: 'the same partition under other names', a: [0, 0, 1, 1], b: [5, 5, 2, 2], expected: 1 },
    { name: 'one part split', a: [0, 0, 1, 1], b: [0, 0, 1, 2], expected: 4 / 7 },
    { name: 'crossed parts', a: [0, 0, 1, 1], b: [0, 1, 0, 1], expected: -0.5 },
    { name: 'all in one part', a: [0, 0, 0], b: [1, 1, 1], expected: 1 },
  ])('$name', ({ a, b, expected }) => {
    expect(adjustedRand(a, b)).toBeCloseTo(expected, 12);
  });
});
