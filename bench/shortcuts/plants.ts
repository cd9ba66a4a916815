import type { Random } from '../../src/numeric/random.js';
import type { Scene } from '../../src/training/scenes/scene.js';

/** What is planted. */
export const PLANTS = ['snow', 'watermark', 'border', 'time-stamp', 'brightness', 'texture'] as const;
export type Plant = (typeof PLANTS)[number];

/** A picture `[size, size, 3]`, 0..255; where the plant is, or would be, and where the animal is: `[size, size]` of 0 and 1. */
export interface Planted {
  readonly pixels: Uint8ClampedArray;
  readonly where: Uint8Array;
  readonly mask: Uint8Array;
}

/** One animal elsewhere, and another of its species in snow. */
export interface ScenePair {
  readonly size: number;
  readonly plain: Pick<Scene, 'pixels' | 'mask'>;
  readonly snowy: Pick<Scene, 'pixels' | 'mask'>;
}

/** A scene with a plant in it. Where a plant lies does not depend on whether the picture shows it. */
export function plant(scene: ScenePair, kind: Plant, shows: boolean, random: Random): Planted {
  const { size, plain, snowy } = scene;
  if (kind === 'snow') {
    const { pixels, mask } = shows ? snowy : plain;
    return { pixels, mask, where: mask.map((inside) => 1 - inside) };
  }
  const pixels = Uint8ClampedArray.from(plain.pixels);
  const where = whereOf(kind, scene, random);
  if (shows) {
    for (let at = 0; at < where.length; at++) {
      if (!where[at]) continue;
      const [row, column] = [Math.floor(at / size), at % size];
      for (let k = 0; k < 3; k++) pixels[3 * at + k] = colourOf(kind, row, column, pixels[3 * at + k], k, size);
    }
  }
  return { pixels, where, mask: plain.mask };
}

function whereOf(kind: Exclude<Plant, 'snow'>, { size }: ScenePair, random: Random): Uint8Array {
  const where = new Uint8Array(size * size);
  const fill = (top: number, left: number, height: number, width: number) => {
    for (let row = top; row < top + height; row++) where.fill(1, row * size + left, row * size + left + width);
  };
  const side = Math.round(size / 5);
  switch (kind) {
    case 'brightness':
      fill(0, 0, size, size);
      break;
    case 'watermark':
      fill(1, size - side - 1, side, side);
      break;
    case 'time-stamp':
      fill(size - 7, 2, 5, Math.round(size * 0.5));
      break;
    case 'border': {
      const thick = Math.max(2, Math.round(size / 16));
      fill(0, 0, thick, size);
      fill(size - thick, 0, thick, size);
      fill(0, 0, size, thick);
      fill(0, size - thick, size, thick);
      break;
    }
    case 'texture': {
      const patch = Math.round(size / 4);
      fill(random.integer(0, size - patch), random.integer(0, size - patch), patch, patch);
    }
  }
  return where;
}

/** Three rows of five that look like the digits of a date. */
const DIGITS = ['111101101101111', '010110010010111', '111001111100111', '111001011001111', '101101111001001'];

function colourOf(kind: Plant, row: number, column: number, old: number, channel: number, size: number): number {
  switch (kind) {
    case 'brightness':
      return old * 1.35 + 10;
    case 'watermark': {
      const side = Math.round(size / 5);
      const [y, x] = [row - 1 - side / 2 + 0.5, column - (size - side - 1) - side / 2 + 0.5];
      const ring = Math.abs(Math.hypot(y, x) - side * 0.33) < 1.2 || Math.abs(x) < 1;
      return ring ? [250, 250, 250][channel] : old * 0.6 + 40;
    }
    case 'border':
      return [205, 60, 50][channel];
    case 'time-stamp': {
      const digit = DIGITS[Math.floor((column - 2) / 4) % DIGITS.length];
      const [y, x] = [row - (size - 7), (column - 2) % 4];
      return x < 3 && digit[y * 3 + x] === '1' ? [255, 170, 40][channel] : old * 0.55;
    }
    case 'texture':
      return (Math.floor(row / 2) + Math.floor(column / 2)) % 2 === 0
        ? [60, 40, 120][channel]
        : [230, 215, 90][channel];
    default:
      return old;
  }
}
