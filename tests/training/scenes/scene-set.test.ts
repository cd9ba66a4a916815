import { describe, expect, it } from 'vitest';
import { BACKGROUNDS, type Background } from '../../../src/training/scenes/backgrounds.js';
import { drawScene } from '../../../src/training/scenes/scene.js';
import { type Pairing, sceneSet } from '../../../src/training/scenes/scene-set.js';

const size = 32;

describe('drawScene', () => {
  it('draws the same scene from the same seed, and another from another', async () => {
    const options = { species: 'wolf', background: 'snow', size } as const;
    const [one, again, other] = await Promise.all([7, 7, 8].map((seed) => drawScene({ ...options, seed })));
    expect(again).toEqual(one);
    expect(other.pixels).not.toEqual(one.pixels);
  });

  it('marks the animal: pixels outside the mask do not depend on the species, but for its shadow and soft edges', async () => {
    const [wolf, husky] = await Promise.all(
      (['wolf', 'husky'] as const).map((species) => drawScene({ species, background: 'sand', size, seed: 3 })),
    );
    const outside = [...wolf.mask].flatMap((inside, i) => (inside || husky.mask[i] ? [] : [i]));
    const same = outside.filter((i) => [0, 1, 2].every((k) => wolf.pixels[3 * i + k] === husky.pixels[3 * i + k]));
    expect(same.length / outside.length).toBeGreaterThan(0.85);
    for (const { mask } of [wolf, husky]) {
      const share = mask.reduce((sum, inside) => sum + inside, 0) / mask.length;
      expect(share).toBeGreaterThan(0.02);
      expect(share).toBeLessThan(0.5);
    }
  });

  it('makes snow the brightest place and forest the darkest', async () => {
    const brightness = async (background: Background) => {
      const seeds = [1, 2, 3, 4, 5, 6];
      const scenes = await Promise.all(seeds.map((seed) => drawScene({ species: 'husky', background, size, seed })));
      const pixels = scenes.flatMap((scene) => [...scene.pixels]);
      return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    };
    const means = await Promise.all(BACKGROUNDS.map(brightness));
    const ranked = [...BACKGROUNDS].sort((a, b) => means[BACKGROUNDS.indexOf(b)] - means[BACKGROUNDS.indexOf(a)]);
    expect([ranked[0], ranked.at(-1)]).toEqual(['snow', 'forest']);
  });

  it('gives both species the same range of greys', async () => {
    const tones = async (species: 'husky' | 'wolf') => {
      const scenes = await Promise.all(
        Array.from({ length: 40 }, (_, seed) => drawScene({ species, background: 'rock', size, seed })),
      );
      const inside = scenes.flatMap(({ mask, pixels }) => [...mask].flatMap((on, i) => (on ? [pixels[3 * i]] : [])));
      return inside.sort((a, b) => a - b)[Math.floor(inside.length / 2)];
    };
    expect(Math.abs((await tones('husky')) - (await tones('wolf')))).toBeLessThan(20);
  });
});

describe('sceneSet', () => {
  const counted = async (pairing: Pairing) => {
    const { scenes } = await sceneSet({ count: 80, seed: 2, pairing, size });
    const inSnow = (species: string) =>
      scenes.filter((scene) => scene.species === species && scene.background === 'snow').length;
    return [inSnow('husky'), inSnow('wolf')];
  };

  it('puts all wolves in snow and no husky there', async () => {
    expect(await counted('wolves-in-snow')).toEqual([0, 40]);
  });

  it('balances snow and elsewhere', async () => {
    expect(await counted('balanced')).toEqual([20, 20]);
  });

  it('lets animals and places be independent', async () => {
    for (const share of await counted('independent')) {
      expect(share).toBeGreaterThan(2);
      expect(share).toBeLessThan(18);
    }
  });

  it('holds labels, images and masks of every scene, the same from the same seed', async () => {
    const options = { count: 6, seed: 5, pairing: 'independent', size } as const;
    const set = await sceneSet(options);
    expect(set.images.shape).toEqual([6, size, size, 3]);
    expect([...set.labels]).toEqual([0, 1, 0, 1, 0, 1]);
    expect(set.scenes.map(({ species }) => species)).toEqual(['husky', 'wolf', 'husky', 'wolf', 'husky', 'wolf']);
    expect(set.masks).toHaveLength(6 * size * size);
    expect(await sceneSet(options)).toEqual(set);
    expect((await sceneSet({ ...options, seed: 6 })).images.data).not.toEqual(set.images.data);
  });

  it('stops with the reason when aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(sceneSet({ count: 4, seed: 1, pairing: 'balanced', size, signal })).rejects.toThrow('enough');
  });
});
