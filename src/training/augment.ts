import type { Random } from '../numeric/random.js';

/** How far an image is moved at most, each drawn anew and evenly from -limit to +limit. */
const LIMITS = { degrees: 10, scale: 0.1, shear: 0.1, shift: 2 };

/**
 * Writes a slightly turned, stretched, slanted and shifted copy of a grey `[h, w]` image (0..255) into `target` (0..1),
 * bilinearly; what comes in from outside is black.
 */
export function augment(
  source: Uint8Array,
  target: Float32Array,
  [height, width]: readonly [number, number],
  { uniform }: Random,
): void {
  const between = (limit: number) => (2 * uniform() - 1) * limit;
  const angle = (between(LIMITS.degrees) * Math.PI) / 180;
  const [stretchX, stretchY] = [1 + between(LIMITS.scale), 1 + between(LIMITS.scale)];
  const shear = between(LIMITS.shear);
  const [shiftX, shiftY] = [between(LIMITS.shift), between(LIMITS.shift)];
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // From the pixel that is written back to where it comes from.
      const [dx, dy] = [x - centreX - shiftX, y - centreY - shiftY];
      const fromX = (cos * dx + sin * dy) * stretchX + shear * dy + centreX;
      const fromY = (cos * dy - sin * dx) * stretchY + centreY;
      target[y * width + x] = bilinear(source, height, width, fromX, fromY) / 255;
    }
  }
}

function bilinear(source: Uint8Array, height: number, width: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const at = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < height && column < width ? source[row * width + column] : 0;
  const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
  const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
  return upper * (1 - down) + lower * down;
}
