/**
 * The value that a standard normal variable stays below with probability `p` (0..1, both excluded).
 * Bisection on the distribution function, exact to about 1e-9.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`Cannot take the normal quantile of ${p}: expected between 0 and 1`);
  let [low, high] = [-9, 9];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (normalDistribution(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability that a standard normal variable stays below `x`: Marsaglia's series (2004), good to the last digits. */
function normalDistribution(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1;
  let [sum, term] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
