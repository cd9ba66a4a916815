/** Colours of pixels `[height, width, 3]`, scaled so that they compare with pixels. */
export interface ScaledColours {
  readonly width: number;
  readonly height: number;
  readonly colours: Float64Array;
}

const STEPS = 256;
/** Exponents are taken as at most this, a weight of 4e-11. */
const LARGEST_EXPONENT = 24 * STEPS - 1;
/**
 * `exp(-x / STEPS)` follows the tangent at the middle of each whole step of x, right to 2e-6 of its value: two numbers a step, the
 * tangent's height at 0 and its fall, so that a look-up costs one multiplication.
 */
const TANGENTS = Float64Array.from({ length: 2 * (LARGEST_EXPONENT + 1) }, (_, i) => {
  const middle = (i >> 1) + 0.5;
  return (Math.exp(-middle / STEPS) * (i % 2 === 0 ? STEPS + middle : 1)) / STEPS;
});

/** How far densities and links look to each side, in pixels. */
export function windowRadius(kernelSize: number): number {
  return Math.ceil(3 * kernelSize);
}

/** Sum over the window around each pixel of `exp(-d^2 / (2 kernelSize^2))`, d being the distance in colour and place. */
export function parzenDensities({ width, height, colours }: ScaledColours, kernelSize: number): Float64Array {
  const radius = windowRadius(kernelSize);
  const nearness = Float64Array.from({ length: radius + 1 }, (_, d) => Math.exp((-0.5 * d * d) / kernelSize ** 2));
  const weights = Array.from(nearness, (down) =>
    Float64Array.from({ length: 2 * radius + 1 }, (_, i) => down * nearness[Math.abs(i - radius)]),
  );
  // Squared distances of these colours are exponents in steps.
  const scale = Math.sqrt(STEPS / 2) / kernelSize;
  const scaled = { width, height, colours: colours.map((value) => value * scale) };
  const densities = new Float64Array(width * height).fill(1);
  const nothing = new Float64Array(2 * radius + 1);
  for (let y = 0; y < height; y++) {
    addWithin(scaled, y, weights[0], densities);
    for (let up = 1; up <= radius && up <= y; up += 2) {
      const above = { y: y - up, weights: weights[up] };
      // Where there is no second row, the first takes its place and weighs nothing.
      const hasBoth = up < radius && up < y;
      const next = hasBoth ? { y: above.y - 1, weights: weights[up + 1] } : { y: above.y, weights: nothing };
      addAbove(scaled, y, above, next, densities);
    }
  }
  return densities;
}

/** Adds what the pixels of one row give each other: each pair is met once and counts for both. */
function addWithin({ width, colours }: ScaledColours, y: number, weights: Float64Array, densities: Float64Array): void {
  const radius = weights.length >> 1;
  const row = y * width;
  for (let x = 0; x < width; x++) {
    const p = row + x;
    const L = colours[3 * p];
    const a = colours[3 * p + 1];
    const b = colours[3 * p + 2];
    const end = row + Math.min(width, x + radius + 1);
    let sum = 0;
    for (let q = p + 1, at = 3 * q, i = radius + 1; q < end; q++, i++) {
      const dL = L - colours[at++];
      const da = a - colours[at++];
      const db = b - colours[at++];
      const exponent = Math.min(dL * dL + da * da + db * db, LARGEST_EXPONENT);
      const tangent = 2 * (exponent | 0);
      const weight = weights[i] * (TANGENTS[tangent] - TANGENTS[tangent + 1] * exponent);
      sum += weight;
      densities[q] += weight;
    }
    densities[p] += sum;
  }
}

interface RowAbove {
  readonly y: number;
  /** By the distance of columns, `-radius` to `radius`. */
  readonly weights: Float64Array;
}

/**
 * Adds what the pixels of row `y` and of two rows above it give each other. This is where all the time goes: two rows at once
 * halve the reading and writing of the row below, and one array for the three colours leaves enough registers.
 */
function addAbove(
  { width, colours }: ScaledColours,
  y: number,
  { y: y1, weights: weights1 }: RowAbove,
  { y: y2, weights: weights2 }: RowAbove,
  densities: Float64Array,
): void {
  const radius = weights1.length >> 1;
  const row = y * width;
  for (let x = 0; x < width; x++) {
    const p1 = y1 * width + x;
    const p2 = y2 * width + x;
    const L1 = colours[3 * p1];
    const a1 = colours[3 * p1 + 1];
    const b1 = colours[3 * p1 + 2];
    const L2 = colours[3 * p2];
    const a2 = colours[3 * p2 + 1];
    const b2 = colours[3 * p2 + 2];
    const first = Math.max(0, x - radius);
    const end = row + Math.min(width, x + radius + 1);
    let sum1 = 0;
    let sum2 = 0;
    for (let q = row + first, at = 3 * q, i = first - x + radius; q < end; q++, i++) {
      const L = colours[at++];
      const a = colours[at++];
      const b = colours[at++];
      const exponent1 = Math.min((L1 - L) * (L1 - L) + (a1 - a) * (a1 - a) + (b1 - b) * (b1 - b), LARGEST_EXPONENT);
      const exponent2 = Math.min((L2 - L) * (L2 - L) + (a2 - a) * (a2 - a) + (b2 - b) * (b2 - b), LARGEST_EXPONENT);
      const tangent1 = 2 * (exponent1 | 0);
      const tangent2 = 2 * (exponent2 | 0);
      const weight1 = weights1[i] * (TANGENTS[tangent1] - TANGENTS[tangent1 + 1] * exponent1);
      const weight2 = weights2[i] * (TANGENTS[tangent2] - TANGENTS[tangent2 + 1] * exponent2);
      sum1 += weight1;
      sum2 += weight2;
      densities[q] += weight1 + weight2;
    }
    densities[p1] += sum1;
    densities[p2] += sum2;
  }
}
