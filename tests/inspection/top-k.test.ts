import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, offer, topK } from '../../src/inspection/top-k.js';

const candidates = (activations: readonly number[]): Candidate[] =>
  activations.map((activation, i) => ({ activation, image: i, position: 0 }));

test.each([
  { k: 2, given: [1, 3, 2], kept: [3, 2], threshold: 2 },
  { k: 3, given: [1, 3], kept: [3, 1], threshold: -Infinity },
  { k: 1, given: [-5, -7], kept: [-5], threshold: -5 },
])('keeps the $k largest of $given', ({ k, given, kept, threshold }) => {
  const top = topK();
  for (const candidate of candidates(given)) offer(top, k, candidate);
  expect(top.entries.map(({ activation }) => activation)).toEqual(kept);
  expect(top.threshold).toBe(threshold);
});

test('is what a stable sort gives, so that the earlier of equals stays ahead', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), fc.integer({ min: 1, max: 6 }), (values, k) => {
      const top = topK();
      for (const candidate of candidates(values)) offer(top, k, candidate);
      const sorted = candidates(values).sort((a, b) => b.activation - a.activation);
      expect(top.entries).toEqual(sorted.slice(0, k));
    }),
  );
});
