/** Colours of pixels `[height, width]`, each channel for itself, scaled so that they compare with pixels. */
export interface FeaturePlanes {
  readonly width: number;
  readonly height: number;
  readonly L: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Beyond this exponent a pixel adds less than 1e-10 and counts as nothing. */
const LARGEST_EXPONENT = 24;
/** `exp(-x)` is looked up in steps of 1/256 and follows the tangent at the middle of a step: right to 2e-6 of its value. */
const STEPS = 256;
const EXPONENTIAL = Float64Array.from({ length: LARGEST_EXPONENT * STEPS }, (_, i) => Math.exp(-(i + 0.5) / STEPS));

/** How far densities and links look to each side, in pixels. */
export function windowRadius(kernelSize: number): number {
  return Math.ceil(3 * kernelSize);
}

/** Sum over the window around each pixel of `exp(-d^2 / (2 kernelSize^2))`, d being the distance in colour and place. */
export function parzenDensities(planes: FeaturePlanes, kernelSize: number): Float64Array {
  const { width, height } = planes;
  const radius = windowRadius(kernelSize);
  const nearness = Float64Array.from({ length: radius + 1 }, (_, d) => Math.exp((-0.5 * d * d) / kernelSize ** 2));
  const densities = new Float64Array(width * height).fill(1);
  // Each pair of pixels is met once and counts for both.
  for (let y = 0; y < height; y++) {
    for (let dy = 0; dy <= radius && y + dy < height; dy++) {
      const weights = Float64Array.from(
        { length: 2 * radius + 1 },
        (_, i) => nearness[dy] * nearness[Math.abs(i - radius)],
      );
      addRows(planes, kernelSize, { y, dy, weights }, densities);
    }
  }
  return densities;
}

/** Adds what the pixels of row `y` and their neighbours in row `y + dy` give each other; `weights` are those of the columns' distances. */
function addRows(
  { width, L, a, b }: FeaturePlanes,
  kernelSize: number,
  { y, dy, weights }: { readonly y: number; readonly dy: number; readonly weights: Float64Array },
  densities: Float64Array,
): void {
  const steps = (0.5 / (kernelSize * kernelSize)) * STEPS;
  const radius = (weights.length - 1) / 2;
  const row = (y + dy) * width;
  for (let x = 0; x < width; x++) {
    const p = y * width + x;
    const pL = L[p];
    const pa = a[p];
    const pb = b[p];
    const first = dy === 0 ? x + 1 : Math.max(0, x - radius);
    const end = row + Math.min(width, x + radius + 1);
    let sum = 0;
    for (let q = row + first, i = first - x + radius; q < end; q++, i++) {
      const dL = pL - L[q];
      const da = pa - a[q];
      const db = pb - b[q];
      const exponent = (dL * dL + da * da + db * db) * steps;
      if (exponent >= LARGEST_EXPONENT * STEPS) continue;
      const step = exponent | 0;
      const weight = weights[i] * EXPONENTIAL[step] * (1 - (exponent - step - 0.5) / STEPS);
      sum += weight;
      densities[q] += weight;
    }
    densities[p] += sum;
  }
}
