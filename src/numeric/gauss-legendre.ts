/** Where a function is looked at between 0 and 1, and what each value counts in its integral. */
export interface QuadratureRule {
  /** Rising. */
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss-Legendre rule of `count` points on 0..1: exact for polynomials up to degree `2 * count - 1`. Newton's method on
 * the Legendre polynomial, to 14 digits.
 */
export function gaussLegendre(count: number): QuadratureRule {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < Math.ceil(count / 2); i++) {
    // Tricomi's first guess lies nearer to this root than to any other.
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let round = 0; round < 100; round++) {
      const { value, derivative } = legendre(count, x);
      slope = derivative;
      const step = value / derivative;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    const weight = 1 / ((1 - x * x) * slope * slope);
    [points[i], points[count - 1 - i]] = [(1 - x) / 2, (1 + x) / 2];
    weights[i] = weight;
    weights[count - 1 - i] = weight;
  }
  return { points, weights };
}

/** The Legendre polynomial of a degree and its derivative, by Bonnet's recursion. */
function legendre(degree: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x];
  for (let n = 2; n <= degree; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return { value, derivative: (degree * (x * value - before)) / (x * x - 1) };
}
