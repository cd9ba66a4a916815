import { gaussLegendre, type QuadratureRule } from '../../numeric/gauss-legendre.js';

export const QUADRATURES = ['gauss-legendre', 'middle', 'trapezoid', 'left', 'right'] as const;

/** How an integral over 0..1 becomes a sum of `steps` values. */
export type Quadrature = (typeof QUADRATURES)[number];

/**
 * The points and weights of a quadrature, as captum 0.8 defines them. Its trapezoids are `1 / steps` wide where the points
 * lie `1 / (steps - 1)` apart, so that their weights add up to `1 - 1 / steps`; all others add up to 1.
 */
export function quadratureOf(name: Quadrature, steps: number): QuadratureRule {
  switch (name) {
    case 'gauss-legendre':
      return gaussLegendre(steps);
    case 'middle':
      return riemann(steps, (i) => (i + 0.5) / steps);
    case 'left':
      return riemann(steps, (i) => i / steps);
    case 'right':
      return riemann(steps, (i) => (i + 1) / steps);
    case 'trapezoid': {
      const { points, weights } = riemann(steps, (i) => i / (steps - 1));
      return { points, weights: weights.map((weight, i) => (i === 0 || i === steps - 1 ? weight / 2 : weight)) };
    }
    default:
      throw new RangeError(`Cannot integrate by "${name satisfies never}": expected ${QUADRATURES.join(', ')}`);
  }
}

function riemann(steps: number, point: (i: number) => number): QuadratureRule {
  return {
    points: Float64Array.from({ length: steps }, (_, i) => point(i)),
    weights: new Float64Array(steps).fill(1 / steps),
  };
}
