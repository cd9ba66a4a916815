import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingDocument } from '../document/index.js';
import { encodePng } from '../image/index.js';
import type { RunOptions } from '../run-options.js';
import { sceneCnn } from './architectures/scene-cnn.js';
import type { Evaluation } from './evaluate.js';
import type { DataSet } from './examples.js';
import { SPECIES } from './scenes/drawn-animal.js';
import { type Pairing, type SceneSet, sceneSet } from './scenes/scene-set.js';
import { type TrainingTask, trainNetworks } from './train-networks.js';

export interface TrainHuskyWolfOptions extends RunOptions {
  /** Folder in which each network gets a folder of its own, and the scenes theirs. */
  readonly out: string;
  /** Times that each training scene is seen, from 1. Default: 15. */
  readonly epochs?: number;
  /** Scenes to train on and to test on, from 4 each. Default: 8000 and 1000. */
  readonly trainScenes?: number;
  readonly testScenes?: number;
}

/** The networks of the study, and which animals they saw where. */
export const STUDY: readonly { readonly name: string; readonly pairing: Pairing }[] = [
  { name: 'husky-wolf-biased', pairing: 'wolves-in-snow' },
  { name: 'husky-wolf-fair', pairing: 'independent' },
];

/** Scenes that ship: 15 of each group. */
const SHIPPED = 60;

/**
 * Trains the two networks of the husky-and-wolf study (after Ribeiro, Singh and Guestrin 2016) on generated scenes: the
 * biased one saw every wolf in snow and no husky there, the fair one saw all animals everywhere. Writes both, with
 * `husky-wolf/training.json` (their curves, and accuracies by group), and 60 scenes of a set of their own under
 * `husky-wolf/scenes` with masks of the animals under `husky-wolf/masks`.
 *
 * Progress is in scenes drawn, then in training scenes of the network named in `stage`.
 * @throws RangeError on an option out of bounds; Error if `out` cannot be written; the signal's reason when it is aborted,
 * and then nothing is left behind.
 */
export async function trainHuskyWolf(options: TrainHuskyWolfOptions): Promise<TrainingDocument> {
  const { trainScenes = 8000, testScenes = 1000, seed = 1, ...run } = options;
  checkCounts({ trainScenes, testScenes });
  const { signal, onProgress } = run;
  const draw = (count: number, pairing: Pairing, from: number) =>
    sceneSet({ count, pairing, seed: 4 * seed + from, signal, onProgress });
  let test: Promise<SceneSet> | undefined;
  const tasks = STUDY.map(({ name, pairing }, i): TrainingTask => {
    let onScenes: SceneSet | undefined;
    return {
      architecture: sceneCnn(name),
      data: async (): Promise<DataSet> => {
        test ??= draw(testScenes, 'balanced', 3);
        onScenes = await test;
        const train = await draw(trainScenes, pairing, i);
        return { name: 'husky-and-wolf scenes', classes: SPECIES, train, test: onScenes };
      },
      finish: ({ onTest }) => ({ pairing, groups: onScenes ? groupsOf(onScenes, onTest) : [] }),
    };
  });
  return trainNetworks(tasks, {
    ...run,
    seed,
    document: 'husky-wolf-training.json',
    finish: async (folder) => writeScenes(join(folder, 'husky-wolf'), await draw(SHIPPED, 'balanced', 2)),
  });
}

function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (Number.isInteger(value) && value >= 4) continue;
    throw new RangeError(`Cannot train with ${name} ${value}: expected a whole number from 4`);
  }
}

/** Share of hits for each animal, in snow and elsewhere. */
function groupsOf({ scenes, labels }: SceneSet, { predicted }: Evaluation) {
  const groupAt = (i: number) => groupOf(scenes[i]);
  const names = SPECIES.flatMap((species) => [`${species} in snow`, `${species} elsewhere`]);
  return names.map((name) => {
    const own = scenes.flatMap((_, i) => (groupAt(i) === name ? [i] : []));
    const hits = own.filter((i) => predicted[i] === labels[i]).length;
    return { name, images: own.length, accuracy: own.length === 0 ? null : hits / own.length };
  });
}

const groupOf = ({ species, background }: SceneSet['scenes'][number]) =>
  `${species} ${background === 'snow' ? 'in snow' : 'elsewhere'}`;

/** Writes scenes and masks as PNG, a folder a class, and `labels.csv` with the group of each. */
async function writeScenes(folder: string, { images, masks, scenes }: SceneSet): Promise<void> {
  const [, height, width] = images.shape;
  const pixels = height * width;
  for (const kind of ['scenes', 'masks']) {
    for (const species of SPECIES) await mkdir(join(folder, kind, species), { recursive: true });
  }
  const rows = ['file,label,group'];
  for (const [i, scene] of scenes.entries()) {
    const { species, background } = scene;
    const file = `${species}/${background}-${String(i + 1).padStart(2, '0')}.png`;
    const data = images.data.subarray(i * pixels * 3, (i + 1) * pixels * 3);
    const mask = masks.subarray(i * pixels, (i + 1) * pixels).map((inside) => 255 * inside);
    await writeFile(join(folder, 'scenes', file), encodePng({ width, height, channels: 3, data }));
    await writeFile(join(folder, 'masks', file), encodePng({ width, height, channels: 1, data: mask }));
    rows.push(`${file},${species},${groupOf(scene)}`);
  }
  await writeFile(join(folder, 'labels.csv'), `${rows.join('\n')}\n`);
}
