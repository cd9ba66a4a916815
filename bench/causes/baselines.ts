import type { Image } from '../../src/image/index.js';
import { random } from '../../src/numeric/random.js';

/** What knows nothing of the network: a map of the picture, row-major. */
export type Baseline = (image: Image, index: number) => Float32Array;

/** Rows of the table that every method should be held against. */
export const BASELINES: Readonly<Record<string, Baseline>> = { random: randomMap, edges: edgeMap };

/** Uniform noise, the same in every run. */
function randomMap({ width, height }: Image, index: number): Float32Array {
  const { uniform } = random(index + 1);
  return Float32Array.from({ length: width * height }, uniform);
}

/** Magnitude of the gradient of the brightness by Sobel's operator; pixels beyond the border are those on it. */
function edgeMap({ width, height, channels, data }: Image): Float32Array {
  const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  const light = (x: number, y: number) => {
    const at = (clamp(y, height) * width + clamp(x, width)) * channels;
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += data[at + c];
    return sum / channels;
  };
  const smoothed = (value: (step: number) => number) => value(-1) + 2 * value(0) + value(1);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const across = smoothed((step) => light(x + 1, y + step) - light(x - 1, y + step));
    const down = smoothed((step) => light(x + step, y + 1) - light(x + step, y - 1));
    return Math.hypot(across, down);
  });
}
