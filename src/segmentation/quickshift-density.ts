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
/** `exp(-x)` is looked up in steps of 2^-18, as the product of a coarse and a fine table: right to 2e-6. */
const STEPS = 2 ** 18;
const FINE_BITS = 10;
const FINE = Float64Array.from({ length: 2 ** FINE_BITS }, (_, i) => Math.exp(-(i + 0.5) / STEPS));
const COARSE = Float64Array.from({ length: (LARGEST_EXPONENT * STEPS) >> FINE_BITS }, (_, i) =>
  Math.exp(-i / (STEPS >> FINE_BITS)),
);

/** How far densities and links look to each side, in pixels. */
export function windowRadius(kernelSize: number): number {
  return Math.ceil(3 * kernelSize);
}

/** Sum over the window around each pixel of `exp(-d^2 / (2 kernelSize^2))`, d being the distance in colour and place. */
export function parzenDensities(planes: FeaturePlanes, kernelSize: number): Float64Array {
  const { width, height } = planes;
  const radius = windowRadius(kernelSize);
  const densities = new Float64Array(width * height).fill(1);
  const across = Math.min(radius, width - 1);
  for (let y = 0; y < height; y++) {
    // Each pair of pixels is met once and counts for both.
    for (let dy = 0; dy <= radius && y + dy < height; dy++) {
      for (let dx = dy === 0 ? 1 : -across; dx <= across; dx++) {
        addPairs(planes, kernelSize, { y, dy, dx }, densities);
      }
    }
  }
  return densities;
}

/** Adds what the pixels of row `y` and those at offset (dy, dx) from them give each other. */
function addPairs(
  { width, L, a, b }: FeaturePlanes,
  kernelSize: number,
  { y, dy, dx }: { readonly y: number; readonly dy: number; readonly dx: number },
  densities: Float64Array,
): void {
  const scale = 0.5 / (kernelSize * kernelSize);
  const nearness = Math.exp(-(dy * dy + dx * dx) * scale);
  const steps = scale * STEPS;
  const offset = dy * width + dx;
  const end = y * width + width - Math.max(0, dx);
  for (let p = y * width + Math.max(0, -dx); p < end; p++) {
    const q = p + offset;
    const dL = L[p] - L[q];
    const da = a[p] - a[q];
    const db = b[p] - b[q];
    const x = (dL * dL + da * da + db * db) * steps;
    if (x >= LARGEST_EXPONENT * STEPS) continue;
    const i = x | 0;
    const weight = nearness * COARSE[i >> FINE_BITS] * FINE[i & ((1 << FINE_BITS) - 1)];
    densities[p] += weight;
    densities[q] += weight;
  }
}
