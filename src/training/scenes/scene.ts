import { random } from '../../numeric/random.js';
import { type Animal, animalOf } from './animal.js';
import { type Background, paintBackground } from './backgrounds.js';
import { blend, type Canvas, createCanvas } from './canvas.js';
import type { Species } from './drawn-animal.js';

export interface SceneOptions {
  readonly species: Species;
  readonly background: Background;
  /** Pixels down and across. Default: 96. */
  readonly size?: number;
  /** Smallest and largest side of the animal, as shares of the scene's. Default: 0.42 and 0.72. */
  readonly animal?: readonly [low: number, high: number];
  /** One seed, one scene. */
  readonly seed: number;
}

/** An animal in its surroundings, and which pixels are the animal. */
export interface Scene {
  readonly size: number;
  /** `[size, size, 3]`, 0..255. */
  readonly pixels: Uint8ClampedArray;
  /** `[size, size]`: 1 where the animal is, its shadow not counted. */
  readonly mask: Uint8Array;
}

/** A scene of the husky-and-wolf study: place, light, pose, size and position vary with the seed. */
export async function drawScene({
  species,
  background,
  size = 96,
  animal: [low, high] = [0.42, 0.72],
  seed,
}: SceneOptions): Promise<Scene> {
  const source = random(seed);
  const canvas = createCanvas(size);
  paintBackground(canvas, background, source);
  const { uniform } = source;
  const side = Math.round(size * (low + (high - low) * uniform()));
  const animal = await animalOf(species, side, source);
  const left = Math.round((size - side) * uniform());
  const foot = Math.round(size * (0.66 + 0.3 * uniform()));
  const light = 0.88 + 0.2 * uniform();
  const tint = 6 * (2 * uniform() - 1);
  shade(canvas, left + side / 2, foot - 0.02 * side, side);
  const mask = place(canvas, animal, { left, top: foot - side, light, tint });
  return { size, pixels: Uint8ClampedArray.from(canvas.data), mask };
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly light: number;
  /** Warm above 0, cold below. */
  readonly tint: number;
}

function place(canvas: Canvas, { side, grey, cover }: Animal, { left, top, light, tint }: Place): Uint8Array {
  const { size } = canvas;
  const mask = new Uint8Array(size * size);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const [x, y] = [left + column, top + row];
      if (cover[at] === 0 || x < 0 || y < 0 || x >= size || y >= size) continue;
      const value = grey[at] * light;
      blend(canvas, x, y, [value + tint, value, value - tint], cover[at]);
      if (cover[at] >= 0.5) mask[y * size + x] = 1;
    }
  }
  return mask;
}

/** The shadow at the animal's feet. */
function shade(canvas: Canvas, centre: number, foot: number, side: number): void {
  const [across, down] = [0.38 * side, 0.06 * side];
  for (let row = Math.floor(foot - down); row <= foot + down; row++) {
    for (let column = Math.floor(centre - across); column <= centre + across; column++) {
      const depth = 1 - Math.hypot((column - centre) / across, (row - foot) / down);
      if (depth > 0) blend(canvas, column, row, [30, 34, 44], 0.45 * Math.min(1, 2 * depth));
    }
  }
}
