import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topShare } from '../../src/numeric/top-share.js';

test.each([
  [[1, 4, 2, 3], 0.5, [0, 1, 0, 1]],
  [[1, 1, 1, 1], 0.25, [0.25, 0.25, 0.25, 0.25]],
  [[5, 1, 1, 0], 0.5, [1, 0.5, 0.5, 0]],
  [[-3, -1, -2], 1 / 3, [0, 1, 0]],
  [[1, 2, 3, 4], 0.3, [0, 0, expect.closeTo(0.2, 12), 1]],
  [[1, 2], 1, [1, 1]],
])('of %j the top %d is %j', (values, share, expected) => {
  expect([...topShare(values, share)]).toEqual(expected);
});

test('memberships are from 0 to 1 and add up to the share', () => {
  const values = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
      const members = topShare(list, share);
      expect(members.reduce((sum, each) => sum + each, 0)).toBeCloseTo(share * list.length, 9);
      expect(members.every((each) => each >= 0 && each <= 1)).toBe(true);
    }),
  );
});
