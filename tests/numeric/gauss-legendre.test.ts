import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../../src/numeric/gauss-legendre.js';

describe('gaussLegendre', () => {
  it('is the known rule of one, two and three points, on 0..1', () => {
    expect(gaussLegendre(1)).toEqual({ points: Float64Array.of(0.5), weights: Float64Array.of(1) });
    const [two, three] = [gaussLegendre(2), gaussLegendre(3)];
    expect(two.points[0]).toBeCloseTo((1 - Math.sqrt(1 / 3)) / 2, 15);
    expect([...two.weights].map((weight) => weight.toFixed(14))).toEqual(['0.50000000000000', '0.50000000000000']);
    expect(three.points[2]).toBeCloseTo((1 + Math.sqrt(3 / 5)) / 2, 15);
    expect(three.points[1]).toBeCloseTo(0.5, 15);
    [5 / 18, 8 / 18, 5 / 18].forEach((weight, i) => {
      expect(three.weights[i]).toBeCloseTo(weight, 14);
    });
  });

  it.each([2, 5, 20, 50, 64])('of %i points integrates every polynomial of the degrees it should', (count) => {
    const { points, weights } = gaussLegendre(count);
    for (const degree of [0, 1, count, 2 * count - 1]) {
      const integral = points.reduce((sum, point, i) => sum + weights[i] * point ** degree, 0);
      expect(integral * (degree + 1)).toBeCloseTo(1, 12);
    }
    const beyond = points.reduce((sum, point, i) => sum + weights[i] * (2 * point - 1) ** (2 * count), 0);
    expect(beyond).toBeLessThan(1 / (2 * count + 1));
  });

  it('has rising points and weights that add up to 1 for many points', () => {
    const { points, weights } = gaussLegendre(1000);
    expect(points.every((point, i) => point > (points[i - 1] ?? 0) && point < 1)).toBe(true);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});
