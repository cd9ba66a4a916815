import { expect, it } from 'vitest';
import { gini } from '../../src/numeric/gini.js';

it.each([
  ['equal shares', [2, 2, 2, 2], 0],
  ['one that holds all of four', [0, 0, 5, 0], 0.75],
  ['signs', [1, -1], 0],
  ['one to three', [1, 3], 0.25],
])('measures %s', (_, values, expected) => {
  expect(gini(values)).toBeCloseTo(expected, 12);
});

it('has no figure where there is nothing', () => {
  expect(gini([0, 0])).toBeNull();
  expect(gini([])).toBeNull();
});
