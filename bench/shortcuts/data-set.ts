import type { AuditEntry } from '../../src/audit/entry.js';
import { random } from '../../src/numeric/random.js';
import type { DataSet, Examples } from '../../src/training/examples.js';
import { BACKGROUNDS } from '../../src/training/scenes/backgrounds.js';
import { SPECIES } from '../../src/training/scenes/drawn-animal.js';
import { drawScene } from '../../src/training/scenes/scene.js';
import { type Plant, type Planted, plant, type ScenePair } from './plants.js';

/** A pair of scenes, and which animal is in them. */
export interface BaseScene extends ScenePair {
  readonly label: number;
}

const ELSEWHERE = BACKGROUNDS.filter((background) => background !== 'snow');

/** Scenes that all data sets are made of. */
export async function baseScenes(count: number, size: number, seed: number): Promise<BaseScene[]> {
  const { integer } = random(seed);
  const scenes: BaseScene[] = [];
  for (let i = 0; i < count; i++) {
    const label = i % SPECIES.length;
    const draw = (background: (typeof BACKGROUNDS)[number]) =>
      drawScene({ species: SPECIES[label], size, background, animal: [0.7, 0.95], seed: integer(0, 2 ** 31 - 1) });
    const plain = await draw(ELSEWHERE[integer(0, ELSEWHERE.length - 1)]);
    scenes.push({ label, size, plain, snowy: await draw('snow') });
  }
  return scenes;
}

export interface Planting {
  /** `null`: nothing is planted. */
  readonly kind: Plant | null;
  /** How often the plant goes with the wolf: 1 always, 0.5 by chance. */
  readonly correlation: number;
  readonly seed: number;
}

/** What a network is trained on, and the pictures that it is audited with, in which the plant comes by chance. */
export interface PlantedSet {
  readonly data: DataSet;
  readonly entries: readonly AuditEntry[];
  /** Where the plant is, or would be, in each of them: by name. */
  readonly where: ReadonlyMap<string, Uint8Array>;
}

const WOLF = SPECIES.indexOf('wolf');

export function plantedSet(train: readonly BaseScene[], test: readonly BaseScene[], planting: Planting): PlantedSet {
  const source = random(planting.seed);
  const put = (scene: BaseScene, correlation: number): Planted => {
    const goes = source.uniform() < correlation;
    if (planting.kind === null) return { ...scene.plain, where: new Uint8Array(scene.size ** 2) };
    return plant(scene, planting.kind, goes === (scene.label === WOLF), source);
  };
  const seen = source.shuffle([...train]).map((scene) => ({ scene, planted: put(scene, planting.correlation) }));
  const asked = test.map((scene) => ({ scene, planted: put(scene, 0.5) }));
  const size = train[0].size;
  const name = (i: number) => `${SPECIES[asked[i].scene.label]}/${i}.png`;
  return {
    data: {
      name: 'planted scenes',
      classes: SPECIES,
      train: examplesOf(seen, size),
      test: examplesOf(asked, size),
    },
    entries: asked.map(({ scene, planted }, i) => ({
      name: name(i),
      label: SPECIES[scene.label],
      image: { name: name(i), width: size, height: size, channels: 3, data: planted.pixels },
      mask: {
        name: 'mask',
        width: size,
        height: size,
        channels: 1,
        data: Uint8ClampedArray.from(planted.mask, (inside) => 255 * inside),
      },
    })),
    where: new Map(asked.map(({ planted }, i) => [name(i), planted.where])),
  };
}

function examplesOf(all: readonly { scene: BaseScene; planted: Planted }[], size: number): Examples {
  const data = new Uint8Array(all.length * size * size * 3);
  for (const [i, { planted }] of all.entries()) data.set(planted.pixels, i * size * size * 3);
  return {
    images: { shape: [all.length, size, size, 3], data },
    labels: Uint8Array.from(all, ({ scene }) => scene.label),
  };
}
