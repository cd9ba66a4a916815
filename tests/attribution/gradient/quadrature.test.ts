import { describe, expect, it } from 'vitest';
import { QUADRATURES, type Quadrature, quadratureOf } from '../../../src/attribution/gradient/quadrature.js';

describe('quadratureOf', () => {
  it.each([
    ['middle', [1 / 8, 3 / 8, 5 / 8, 7 / 8], [1 / 4, 1 / 4, 1 / 4, 1 / 4]],
    ['left', [0, 1 / 4, 1 / 2, 3 / 4], [1 / 4, 1 / 4, 1 / 4, 1 / 4]],
    ['right', [1 / 4, 1 / 2, 3 / 4, 1], [1 / 4, 1 / 4, 1 / 4, 1 / 4]],
    ['trapezoid', [0, 1 / 3, 2 / 3, 1], [1 / 8, 1 / 4, 1 / 4, 1 / 8]],
  ] as const)('%s of four steps', (name, points, weights) => {
    expect(quadratureOf(name, 4)).toEqual({
      points: Float64Array.from(points),
      weights: Float64Array.from(weights),
    });
  });

  it.each(QUADRATURES)('%s comes to the integral of the cube', (name) => {
    const { points, weights } = quadratureOf(name, 2000);
    expect(points.reduce((sum, point, i) => sum + weights[i] * point ** 3, 0)).toBeCloseTo(0.25, 3);
  });

  it('refuses what it does not know', () => {
    expect(() => quadratureOf('simpson' as Quadrature, 4)).toThrow('Cannot integrate by "simpson": expected');
  });
});
