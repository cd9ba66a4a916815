import { random } from '../../numeric/random.js';
import type { RunOptions } from '../../run-options.js';
import type { Examples } from '../examples.js';
import { BACKGROUNDS, type Background } from './backgrounds.js';
import { SPECIES, type Species } from './drawn-animal.js';
import { drawScene } from './scene.js';

/**
 * How animals and places go together: every animal everywhere alike (`independent`), half of each in snow and half
 * elsewhere (`balanced`), or all wolves in snow and no husky (`wolves-in-snow`).
 */
export type Pairing = 'independent' | 'balanced' | 'wolves-in-snow';

export interface SceneSetOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** How many scenes. Half of them are wolves. */
  readonly count: number;
  readonly seed: number;
  readonly pairing: Pairing;
  /** Pixels down and across. Default: 96. */
  readonly size?: number;
}

/** Labelled scenes, with what is in them. */
export interface SceneSet extends Examples {
  /** `[n, h, w]`: 1 where the animal is. */
  readonly masks: Uint8Array;
  readonly scenes: readonly { readonly species: Species; readonly background: Background }[];
}

const ELSEWHERE: readonly Background[] = BACKGROUNDS.filter((background) => background !== 'snow');

/** Scenes of the husky-and-wolf study: classes in turn, each scene from a seed of its own. @throws the signal's reason. */
export async function sceneSet({
  count,
  seed,
  pairing,
  size = 96,
  signal,
  onProgress,
}: SceneSetOptions): Promise<SceneSet> {
  const source = random(seed);
  const images = new Uint8Array(count * size * size * 3);
  const masks = new Uint8Array(count * size * size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % SPECIES.length);
  const scenes: { species: Species; background: Background }[] = [];
  for (let i = 0; i < count; i++) {
    signal?.throwIfAborted();
    const species = SPECIES[labels[i]];
    const background = backgroundOf(pairing, species, i, source.uniform());
    const scene = await drawScene({ species, background, size, seed: source.integer(0, 2 ** 31 - 1) });
    images.set(scene.pixels, i * size * size * 3);
    masks.set(scene.mask, i * size * size);
    scenes.push({ species, background });
    onProgress?.({ done: i + 1, total: count, stage: 'Drawing scenes' });
  }
  return { images: { shape: [count, size, size, 3], data: images }, labels, masks, scenes };
}

function backgroundOf(pairing: Pairing, species: Species, index: number, chance: number): Background {
  const among = (places: readonly Background[]) => places[Math.floor(chance * places.length)];
  if (pairing === 'independent') return among(BACKGROUNDS);
  const inSnow = pairing === 'balanced' ? index % 4 < 2 : species === 'wolf';
  return inSnow ? 'snow' : among(ELSEWHERE);
}
