import sharp from 'sharp';
import type { Random } from '../../numeric/random.js';
import { drawnAnimal, type Species } from './drawn-animal.js';
import sprites from './sprites.json' with { type: 'json' };

/** An animal without its surroundings: grey values 0..255 and how much each pixel covers, 0..1, both `[side, side]`. */
export interface Animal {
  readonly side: number;
  readonly grey: Float32Array;
  readonly cover: Float32Array;
}

/** How many of ten animals are drawn by us; the others are sprites. */
const DRAWN = 7;

/** Grey values that both species have alike: the darkest and the lightest of an animal are drawn from these. */
const DARKEST = [30, 85] as const;
const LIGHTEST = [165, 235] as const;

/**
 * A husky or a wolf, `side` pixels wide and high, facing left or right. Drawn, or a sprite of an emoji set; all are
 * brought to one palette of greys, so that no species can be told by its colours.
 */
export async function animalOf(species: Species, side: number, random: Random): Promise<Animal> {
  const found = sprites[species];
  const isDrawn = random.integer(1, 10) <= DRAWN;
  const svg = isDrawn ? drawnAnimal(species, random) : found[random.integer(0, found.length - 1)].svg;
  const flipped = random.uniform() < 0.5;
  const picture = sharp(Buffer.from(svg.replace('<svg ', `<svg width="${side}" height="${side}" `)));
  const { data } = await (flipped ? picture.flop() : picture)
    .resize(side, side, { fit: 'contain', position: 'bottom', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { uniform } = random;
  const [dark, light] = [between(DARKEST, uniform()), between(LIGHTEST, uniform())];
  return greyAnimal(data, side, dark, light);
}

const between = ([low, high]: readonly [number, number], share: number) => low + (high - low) * share;

/**
 * Brings the brightness of what is covered to a scale from `dark` to `light` by its rank: half of every animal is darker
 * than the middle of its scale, whatever it was drawn or painted with.
 */
function greyAnimal(rgba: Uint8Array, side: number, dark: number, light: number): Animal {
  const cover = new Float32Array(side * side);
  const brightness = new Uint8Array(side * side);
  const counts = new Float64Array(256);
  for (let i = 0; i < cover.length; i++) {
    cover[i] = rgba[4 * i + 3] / 255;
    brightness[i] = Math.round(0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2]);
    counts[brightness[i]] += cover[i];
  }
  const ranks = middleRanks(counts);
  return { side, cover, grey: Float32Array.from(brightness, (value) => dark + (light - dark) * ranks[value]) };
}

/** For each brightness, what share of all is darker, half of its own counted in. */
function middleRanks(counts: Float64Array): Float64Array {
  const total = Math.max(
    counts.reduce((sum, count) => sum + count, 0),
    1e-9,
  );
  let below = 0;
  return counts.map((count) => {
    below += count;
    return (below - count / 2) / total;
  });
}
