import { readFile } from 'node:fs/promises';
import { folderEntries } from '../../src/audit/folder-entries.js';
import { readMask } from '../../src/cli/read-mask.js';
import { type Image, prepareInput, readImage } from '../../src/image/index.js';
import type { Mask } from '../../src/metrics/index.js';
import type { Network } from '../../src/network/network.js';
import { scoresOf } from '../../src/network/scores.js';

const STUDY = 'models/husky-wolf';

/** Of each of the four groups (animal, in snow or elsewhere) this many, evenly over their names: all kinds of places. */
const EACH_GROUP = 6;

/** A scene of the study that ships, and where its animal is. */
export interface StudyScene {
  readonly image: Image;
  readonly animal: Mask;
  /** Everything but the animal. */
  readonly place: Mask;
  readonly isWolf: boolean;
  readonly inSnow: boolean;
}

/** Scenes that ship, as many of each group. */
export async function studyScenes(network: Network): Promise<StudyScene[]> {
  const labels = await readFile(`${STUDY}/labels.csv`, 'utf8');
  const entries = await folderEntries(`${STUDY}/scenes`, { labels, masks: `${STUDY}/masks` });
  const names = [...new Set(entries.map(({ group }) => group))];
  const chosen = names.flatMap((name) =>
    entries.filter(({ group }) => group === name).filter((_, i, { length }) => (i * EACH_GROUP) % length < EACH_GROUP),
  );
  return Promise.all(
    chosen.map(async ({ name, image, mask, label, group }) => {
      const picture = await readImage(image as string);
      const animal = await readMask(mask as string, picture, network);
      return {
        image: { ...picture, name },
        animal,
        place: { ...animal, data: Uint8Array.from(animal.data, (inside) => 1 - inside) },
        isWolf: label === 'wolf',
        inSnow: group?.endsWith('in snow') ?? false,
      };
    }),
  );
}

/** What a network decides, and by which of the two things that a scene consists of. */
export interface Decisions {
  /** Predicted class of each scene. */
  readonly predicted: readonly number[];
  readonly accuracy: number;
  /** Shares of the variance of the logit of wolf minus husky that go with the animal, and with snow or none: 0..1. */
  readonly byAnimal: number;
  readonly bySnow: number;
}

/** As many huskies as wolves stand in snow and elsewhere, so that the two shares can be told apart. */
export async function decisionsOf(network: Network, scenes: readonly StudyScene[]): Promise<Decisions> {
  const margins: number[] = [];
  for (const { image } of scenes) {
    const { values } = prepareInput(image, network.input);
    const [husky, wolf] = (await scoresOf(network, values, { output: 'logit' })).data;
    margins.push(wolf - husky);
  }
  const right = scenes.filter(({ isWolf }, i) => margins[i] > 0 === isWolf);
  return {
    predicted: margins.map((margin) => (margin > 0 ? 1 : 0)),
    accuracy: right.length / scenes.length,
    byAnimal: sharedVariance(
      margins,
      scenes.map(({ isWolf }) => isWolf),
    ),
    bySnow: sharedVariance(
      margins,
      scenes.map(({ inSnow }) => inSnow),
    ),
  };
}

/** Variance between two groups as a share of all variance (eta squared). */
function sharedVariance(values: readonly number[], inFirst: readonly boolean[]): number {
  const mean = meanOf(values);
  const groups = [true, false].map((side) => values.filter((_, i) => inFirst[i] === side));
  const between = groups.reduce((sum, group) => sum + group.length * (meanOf(group) - mean) ** 2, 0);
  return between / values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
