/** Linear sRGB to CIE XYZ, as scikit-image has it. */
const XYZ_FROM_RGB = [0.412453, 0.35758, 0.180423, 0.212671, 0.71516, 0.072169, 0.019334, 0.119193, 0.950227];
const RGB_FROM_XYZ = [
  3.240481343200527, -1.5371515162713185, -0.4985363261688879, -0.9692549499965684, 1.8759900014898907,
  0.04155592655829285, 0.05564663913517715, -0.20404133836651123, 1.0573110696453443,
];
/** D65, 2 degrees. */
const WHITE = [0.95047, 1, 1.08883];

/** Where each colour of a pixel lies: `L a b L a b ...` or `L L ... a a ... b b ...`. */
export interface LabOptions {
  /** Default: `interleaved`. */
  readonly layout?: 'interleaved' | 'planar';
  /** The 8-bit values that stand for 0 and 1 before the conversion. Default: `[0, 255]`. */
  readonly range?: readonly [low: number, high: number];
}

/** Rows of the matrix by 8-bit value, divided by the white point, so that a pixel costs additions only. */
function termsFor([low, high]: readonly [low: number, high: number]): readonly Float64Array[] {
  const linear = Float64Array.from({ length: 256 }, (_, i) => {
    const x = (i - low) / (high - low);
    return x > 0.04045 ? ((x + 0.055) / 1.055) ** 2.4 : x / 12.92;
  });
  return XYZ_FROM_RGB.map((m, i) => linear.map((x) => (x * m) / WHITE[Math.floor(i / 3)]));
}

/**
 * 8-bit sRGB pixels `r g b r g b ...` in CIELAB (D65, 2 degrees): scikit-image's `rgb2lab`. L is 0..100, a and b about -110..110.
 * @throws RangeError if the number of values is not a multiple of 3.
 */
export function rgbToLab(
  rgb: Uint8Array | Uint8ClampedArray,
  { layout = 'interleaved', range = [0, 255] }: LabOptions = {},
): Float32Array {
  const pixels = pixelsOf(rgb, 'CIELAB');
  const lab = new Float32Array(rgb.length);
  const [step, plane] = layout === 'planar' ? [1, pixels] : [3, 1];
  const [xr, xg, xb, yr, yg, yb, zr, zg, zb] = termsFor(range);
  for (let i = 0, at = 0, to = 0; i < pixels; i++, to += step) {
    const r = rgb[at++];
    const g = rgb[at++];
    const b = rgb[at++];
    const fy = compress(yr[r] + yg[g] + yb[b]);
    lab[to] = 116 * fy - 16;
    lab[to + plane] = 500 * (compress(xr[r] + xg[g] + xb[b]) - fy);
    lab[to + 2 * plane] = 200 * (fy - compress(zr[r] + zg[g] + zb[b]));
  }
  return lab;
}

/**
 * CIELAB pixels `L a b L a b ...` in 8-bit sRGB, out-of-gamut colours clamped: scikit-image's `lab2rgb`, rounded.
 * @throws RangeError if the number of values is not a multiple of 3.
 */
export function labToRgb(lab: ArrayLike<number>): Uint8ClampedArray {
  const pixels = pixelsOf(lab, 'sRGB');
  const rgb = new Uint8ClampedArray(lab.length);
  for (let i = 0; i < 3 * pixels; i += 3) {
    const fy = (lab[i] + 16) / 116;
    const x = expand(lab[i + 1] / 500 + fy) * WHITE[0];
    const y = expand(fy) * WHITE[1];
    const z = expand(Math.max(0, fy - lab[i + 2] / 200)) * WHITE[2];
    for (let k = 0; k < 3; k++) {
      const linear = RGB_FROM_XYZ[3 * k] * x + RGB_FROM_XYZ[3 * k + 1] * y + RGB_FROM_XYZ[3 * k + 2] * z;
      rgb[i + k] = Math.round(255 * (linear > 0.0031308 ? 1.055 * linear ** (1 / 2.4) - 0.055 : 12.92 * linear));
    }
  }
  return rgb;
}

function compress(t: number): number {
  return t > 0.008856 ? cubeRoot(t) : 7.787 * t + 16 / 116;
}

const ROOT_STEPS = 8192;
const ROOTS = Float64Array.from({ length: ROOT_STEPS + 1 }, (_, i) => Math.cbrt((i + 0.5) / ROOT_STEPS));

/**
 * `Math.cbrt` of a number above 0.008, right to 1e-8 of its value and several times faster up to 1, where all colours lie: one step of
 * Halley's method from the nearest root in a table.
 */
function cubeRoot(t: number): number {
  if (!(t <= 1)) return Math.cbrt(t);
  const root = ROOTS[(t * ROOT_STEPS) | 0];
  const cube = root * root * root;
  return (root * (cube + 2 * t)) / (2 * cube + t);
}

function expand(f: number): number {
  return f > 0.2068966 ? f ** 3 : (f - 16 / 116) / 7.787;
}

function pixelsOf(values: ArrayLike<number>, space: string): number {
  if (values.length % 3 !== 0) {
    throw new RangeError(`Cannot convert ${values.length} values to ${space}: expected three a pixel`);
  }
  return values.length / 3;
}
