import { createNoise2D } from 'simplex-noise';
import type { Random } from '../../numeric/random.js';
import { blend, type Canvas, type Colour, mix, paint } from './canvas.js';

/** The places that animals stand in. */
export const BACKGROUNDS = ['snow', 'grass', 'forest', 'rock', 'sand'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** What one place is made of: colours of the ground from dark to light, its grain, and what stands behind it. */
interface Place {
  readonly ground: readonly [dark: Colour, light: Colour];
  readonly sky: readonly [top: Colour, low: Colour];
  readonly far: Colour;
  /** How uneven the ground is, 0..1, and how fine, in waves across the picture: across and down. */
  readonly relief: number;
  readonly waves: readonly [across: number, down: number];
  /** Strength of single grains, in brightness 0..255. */
  readonly grain: number;
}

const PLACES: Readonly<Record<Background, Place>> = {
  snow: {
    ground: [
      [204, 216, 236],
      [255, 255, 255],
    ],
    sky: [
      [168, 190, 216],
      [222, 230, 240],
    ],
    far: [150, 168, 190],
    relief: 0.7,
    waves: [2.5, 6],
    grain: 6,
  },
  grass: {
    ground: [
      [62, 98, 38],
      [138, 168, 74],
    ],
    sky: [
      [120, 170, 224],
      [206, 224, 240],
    ],
    far: [84, 116, 78],
    relief: 0.8,
    waves: [7, 7],
    grain: 16,
  },
  forest: {
    ground: [
      [44, 38, 24],
      [98, 84, 50],
    ],
    sky: [
      [34, 56, 34],
      [74, 98, 62],
    ],
    far: [30, 46, 28],
    relief: 0.9,
    waves: [6, 9],
    grain: 18,
  },
  rock: {
    ground: [
      [84, 80, 78],
      [162, 156, 148],
    ],
    sky: [
      [140, 156, 176],
      [206, 208, 208],
    ],
    far: [110, 108, 110],
    relief: 1,
    waves: [4, 6],
    grain: 14,
  },
  sand: {
    ground: [
      [186, 146, 90],
      [232, 204, 148],
    ],
    sky: [
      [128, 178, 222],
      [232, 222, 202],
    ],
    far: [196, 160, 110],
    relief: 0.7,
    waves: [3, 12],
    grain: 7,
  },
};

/**
 * Paints a place: sky, what is far, and a ground with its texture; then what belongs to it (fir trees and flakes, blades,
 * trunks, boulders, ripples). No two are alike: horizon, light, relief and all that grows are drawn from `random`.
 */
export function paintBackground(canvas: Canvas, background: Background, random: Random): void {
  const place = PLACES[background];
  const noise = createNoise2D(random.uniform);
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const horizon = between(0.22, 0.42);
  const light = between(0.86, 1.06);
  const hills = between(0.02, 0.12);
  const offset = between(0, 50);
  const skyline = (x: number) => horizon - hills * (0.5 + 0.5 * noise(2.2 * x + offset, 9));
  paint(canvas, (x, y) => {
    if (y < skyline(x)) return lit(mix(...place.sky, y / horizon), light);
    if (y < horizon) return lit(mix(place.far, place.sky[1], 0.25), light);
    const near = (y - horizon) / (1 - horizon);
    return lit(mix(...place.ground, groundAt(x, near, place, noise, offset)), light * (0.92 + 0.1 * near));
  });
  grains(canvas, place.grain, horizon, random);
  GROWTH[background](canvas, { random, between, horizon, light, noise });
}

type Noise = (x: number, y: number) => number;

/** Height of the ground, 0..1: three octaves, squeezed towards the horizon as perspective does. */
function groundAt(
  x: number,
  near: number,
  { relief, waves: [across, down] }: Place,
  noise: Noise,
  offset: number,
): number {
  const depth = Math.sqrt(near);
  let [height, strength, scale] = [0, 0.5, 1];
  for (let octave = 0; octave < 3; octave++) {
    height += strength * noise(across * scale * (x - 0.5) * (1.6 - 0.6 * near) + offset, down * scale * depth - offset);
    strength /= 2;
    scale *= 2.1;
  }
  return Math.min(1, Math.max(0, 0.55 + 0.5 * relief * height));
}

interface Growing {
  readonly random: Random;
  readonly between: (low: number, high: number) => number;
  /** Where the ground begins, from the top, 0..1. */
  readonly horizon: number;
  readonly light: number;
  readonly noise: Noise;
}

const GROWTH: Readonly<Record<Background, (canvas: Canvas, growing: Growing) => void>> = {
  snow: (canvas, growing) => {
    for (let i = growing.random.integer(0, 4); i > 0; i--) fir(canvas, growing);
    flakes(canvas, growing);
  },
  grass: (canvas, { random, between, horizon, light }) => {
    const { size } = canvas;
    for (let i = 0; i < 7 * size; i++) {
      const near = Math.sqrt(random.uniform());
      const [x, y] = [random.integer(0, size - 1), Math.floor(size * (horizon + (1 - horizon) * near))];
      const blade = lit(mix([48, 88, 28], [176, 196, 92], random.uniform()), light);
      stroke(canvas, x, y, Math.ceil(near * between(0.01, 0.05) * size), between(-0.4, 0.4), blade, 0.55);
    }
  },
  forest: (canvas, { random, between, horizon, light, noise }) => {
    const { size } = canvas;
    for (let i = random.integer(5, 9); i > 0; i--) {
      const [x, width] = [between(0, size), between(0.015, 0.05) * size];
      const bark = lit(mix([38, 28, 18], [92, 74, 52], random.uniform()), light);
      const foot = Math.floor(size * (horizon + between(0.02, 0.22)));
      for (let row = 0; row < foot; row++) {
        for (let column = Math.floor(x - width); column <= x + width; column++) {
          const round = 1 - ((column - x) / width) ** 2;
          if (round > 0)
            blend(canvas, column, row, mix([16, 12, 8], bark, round + 0.3 * noise(column * 0.7, row * 0.08)), 0.95);
        }
      }
    }
    scatter(canvas, 1.2 * size, horizon, random, () => lit(mix([58, 46, 18], [150, 104, 42], random.uniform()), light));
  },
  rock: (canvas, { random, between, horizon, light, noise }) => {
    const { size } = canvas;
    for (let i = random.integer(4, 9); i > 0; i--) {
      const near = random.uniform();
      const radius = (0.03 + 0.1 * near) * size;
      const [x, y] = [between(0, size), size * (horizon + (1 - horizon) * near)];
      const tone = between(0.1, 0.9);
      for (let row = Math.floor(y - radius); row < y + radius; row++) {
        for (let column = Math.floor(x - 1.4 * radius); column < x + 1.4 * radius; column++) {
          const [dx, dy] = [(column - x) / (1.4 * radius), (row - y) / radius];
          const edge = 1 - Math.hypot(dx, dy) + 0.25 * noise(column * 0.12, row * 0.12);
          if (edge > 0)
            blend(canvas, column, row, lit(mix([66, 62, 62], [184, 176, 168], tone - 0.4 * (dx + dy)), light), 0.9);
        }
      }
    }
  },
  sand: (canvas, { horizon, light, between, noise }) => {
    const { size } = canvas;
    const [bend, count] = [between(1, 4), between(24, 40)];
    for (let row = Math.floor(horizon * size); row < size; row++) {
      const near = Math.max(0, (row / size - horizon) / (1 - horizon));
      for (let column = 0; column < size; column++) {
        const wave = Math.sin(count * Math.sqrt(near) * 2 + bend * noise((column / size) * 2, near * 3) * 3);
        blend(canvas, column, row, lit(wave > 0 ? [244, 222, 172] : [158, 118, 68], light), 0.16 * Math.abs(wave));
      }
    }
  },
};

/** A fir tree at the horizon, with snow on its boughs. */
function fir(canvas: Canvas, { between, horizon, light }: Growing): void {
  const { size } = canvas;
  const [x, foot, height] = [between(0, size), size * (horizon + between(0, 0.06)), size * between(0.12, 0.28)];
  for (let row = Math.floor(foot - height); row < foot; row++) {
    const down = (row - foot + height) / height;
    const half = height * 0.3 * down * (0.75 + 0.25 * ((down * 5) % 1));
    for (let column = Math.floor(x - half); column <= x + half; column++) {
      const snowy = (down * 5) % 1 < 0.3;
      blend(canvas, column, row, lit(snowy ? [226, 234, 242] : [40, 66, 56], light), 0.92);
    }
  }
}

function flakes(canvas: Canvas, { random }: Growing): void {
  const count = random.uniform() < 0.5 ? random.integer(20, 120) : 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.integer(0, canvas.size - 1), random.integer(0, canvas.size - 1)];
    blend(canvas, x, y, [255, 255, 255], 0.8);
    blend(canvas, x + 1, y, [255, 255, 255], 0.4);
  }
}

function stroke(
  canvas: Canvas,
  x: number,
  y: number,
  length: number,
  lean: number,
  colour: Colour,
  share: number,
): void {
  for (let i = 0; i < length; i++) blend(canvas, Math.round(x + lean * i), y - i, colour, share);
}

function scatter(canvas: Canvas, count: number, horizon: number, { uniform }: Random, colour: () => Colour): void {
  for (let i = 0; i < count; i++) {
    const y = Math.floor(canvas.size * (horizon + (1 - horizon) * uniform()));
    const x = Math.floor(canvas.size * uniform());
    const leaf = colour();
    blend(canvas, x, y, leaf, 0.8);
    blend(canvas, x + 1, y, leaf, 0.5);
  }
}

function grains({ size, data }: Canvas, strength: number, horizon: number, { normal }: Random): void {
  for (let at = Math.floor(size * horizon) * size * 3; at < data.length; at += 3) {
    const grain = strength * normal();
    for (let k = 0; k < 3; k++) data[at + k] += grain;
  }
}

const lit = ([red, green, blue]: Colour, light: number): Colour => [red * light, green * light, blue * light];
