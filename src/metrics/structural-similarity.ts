import { gaussianBlur } from '../image/blur.js';

/** The window of the paper: 11 x 11 weights of a Gaussian, cut after 3.5 standard deviations. */
const SIGMA = 1.5;
const TRUNCATE = 3.5;
const MARGIN = 5;

/** The fewest rows and columns that hold a window. */
export const SMALLEST_SSIM = 2 * MARGIN + 1;

/**
 * Structural similarity (SSIM) of two maps `[h, w]` of values from 0 to `range`, at most 1 (the same map), around 0 for maps that have nothing to do with
 * each other, below for such as run against each other (Wang, Bovik, Sheikh and Simoncelli 2004, "Image quality assessment: from error
 * visibility to structural similarity").
 *
 * The mean over all windows inside the map of `(2 ma mb + C1)(2 sab + C2) / ((ma² + mb² + C1)(sa² + sb² + C2))`: means `m`, variances and
 * covariance `s` under the window's weights, `C1 = (0.01 range)²`, `C2 = (0.03 range)²`. As scikit-image's `structural_similarity`
 * with `gaussian_weights` and without `use_sample_covariance`. Values below 0 would make opposites alike: of their means and of
 * their deviations the signs differ, and the product does not.
 * @throws RangeError if the maps do not hold a window.
 */
export function structuralSimilarity(
  a: Float64Array,
  b: Float64Array,
  [height, width]: readonly [number, number],
  range: number,
): number {
  if (Math.min(height, width) < SMALLEST_SSIM) {
    throw new RangeError(
      `Cannot compare the structure of maps of ${height} x ${width}: expected at least ${SMALLEST_SSIM} x ${SMALLEST_SSIM}`,
    );
  }
  const smooth = (values: Float64Array) => gaussianBlur(values, [height, width, 1], SIGMA, { truncate: TRUNCATE });
  const product = (p: Float64Array, q: Float64Array) => smooth(p.map((value, i) => value * q[i]));
  const [meanA, meanB] = [smooth(a), smooth(b)];
  const [squareA, squareB, shared] = [product(a, a), product(b, b), product(a, b)];
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  let sum = 0;
  for (let row = MARGIN; row < height - MARGIN; row++) {
    for (let i = row * width + MARGIN; i < (row + 1) * width - MARGIN; i++) {
      const [ma, mb] = [meanA[i], meanB[i]];
      const variances = squareA[i] - ma ** 2 + squareB[i] - mb ** 2;
      const covariance = shared[i] - ma * mb;
      sum += ((2 * ma * mb + c1) * (2 * covariance + c2)) / ((ma ** 2 + mb ** 2 + c1) * (variances + c2));
    }
  }
  return sum / ((height - 2 * MARGIN) * (width - 2 * MARGIN));
}
