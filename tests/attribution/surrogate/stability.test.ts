import { Matrix } from 'ml-matrix';
import { expect, it } from 'vitest';
import { checkpoints } from '../../../src/attribution/perturbation/grow-until-settled.js';
import { isStable } from '../../../src/attribution/surrogate/stability.js';

const criterion = { top: 2, confidence: 0.95, tolerance: 0.1 };
const stable = (weights: number[], error: number, change = {}) => {
  const covariance = Matrix.eye(weights.length, weights.length, error ** 2);
  const columns = weights.map((_, i) => i);
  return isStable(Float64Array.from(weights), columns, covariance, { ...criterion, ...change });
};

it.each([
  ['differences beyond the error', [3, -2, 1, 0.5], 0.2, {}, true],
  ['differences within the error', [3, -2.9, 1, 0.5], 0.2, {}, false],
  ['differences that do not matter, known well', [3, -2.9, 1, 0.5], 0.05, {}, true],
  ['order below the top does not matter', [3, 2, 1, 1], 0.2, {}, true],
  ['order within a longer top does', [3, 2, 1, 1], 0.2, { top: 3 }, false],
  ['less confidence asks for less', [3, 2, 1], 0.3, { confidence: 0.5 }, true],
  ['more confidence asks for more', [3, 2, 1], 0.3, { confidence: 0.999 }, false],
  ['one region is always settled', [1], 5, {}, true],
])('%s', (_, weights, error, change, expected) => {
  expect(stable(weights, error, change)).toBe(expected);
});

it('looks after a quarter more samples each time', () => {
  expect(checkpoints(100, 200)).toEqual([100, 125, 157, 197, 200]);
  expect(checkpoints(100, 50)).toEqual([50]);
});
