import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProvenance, stringifyDocuments, type TrainingDocument } from '../document/index.js';
import type { NetworkGraph } from '../network/index.js';
import type { RunOptions } from '../run-options.js';
import type { Architecture } from './architectures/architecture.js';
import { type Evaluation, evaluate } from './evaluate.js';
import type { DataSet } from './examples.js';
import { fitModel } from './fit.js';
import { save } from './save.js';
import { staged } from './staging.js';
import { openWasm, useWasm } from './wasm.js';

/** One network to be trained, and on what. */
export interface TrainingTask {
  readonly architecture: Architecture;
  /** Read when its turn comes. */
  readonly data: () => DataSet | Promise<DataSet>;
  /** Says more of the trained network, for its entry in the document, or writes more into its folder. */
  readonly finish?: (trained: {
    readonly folder: string;
    readonly data: DataSet;
    readonly onTest: Evaluation;
  }) => Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>;
}

export interface TrainNetworksOptions extends RunOptions {
  /** Folder in which each network gets a folder of its own. */
  readonly out: string;
  /** Times that each training image is seen, from 1. Default: as many as each architecture takes to be at its best. */
  readonly epochs?: number;
  /** Name of the data, as the document has it. Default: that of the first network's. */
  readonly data?: string;
  /** Name of the document's file in `out`. */
  readonly document: string;
  /** Writes what belongs to no single network into the folder. */
  readonly finish?: (folder: string) => Promise<void>;
}

type TrainedNetwork = TrainingDocument['result']['networks'][number];

/**
 * Trains networks one after the other and writes each as `loadNetwork` reads it, with the document that is returned.
 * Everything is written at the end, whole or not at all.
 */
export async function trainNetworks(
  tasks: readonly TrainingTask[],
  options: TrainNetworksOptions,
): Promise<TrainingDocument> {
  const { out, seed = 1, signal, onProgress } = options;
  checkOptions(options);
  signal?.throwIfAborted();
  const first = await tasks[0].data();
  await openWasm();
  const meter = startProvenance('wasm');
  return staged(out, async (folder) => {
    const networks: TrainedNetwork[] = [];
    let last: { readonly graph: NetworkGraph; readonly data: DataSet } | undefined;
    for (const [i, task] of tasks.entries()) {
      const data = i === 0 ? first : await task.data();
      const { architecture } = task;
      const run = { epochs: options.epochs ?? architecture.epochs, seed, signal, onProgress };
      const trained = await trainOne(task, data, join(folder, architecture.name), run);
      networks.push(trained.network);
      last = { graph: trained.graph, data };
      const { train: seen, test } = data;
      const steps = seen.labels.length * run.epochs;
      meter.count(steps + test.labels.length * (run.epochs + 1) + seen.labels.length, steps);
    }
    if (!last) throw new RangeError('Cannot train no networks');
    const document: TrainingDocument = {
      schema: 'convlens/training@1',
      kind: 'training',
      model: { name: last.graph.name, fingerprint: last.graph.fingerprint, classes: [...last.data.classes] },
      method: {
        name: 'adam',
        options: {
          loss: 'categorical cross-entropy',
          networks: tasks.map(({ architecture: { build, ...recipe } }) => ({
            ...recipe,
            epochs: options.epochs ?? recipe.epochs,
          })),
        },
        seed,
      },
      result: {
        data: {
          name: options.data ?? first.name,
          train: first.train.labels.length,
          test: first.test.labels.length,
        },
        networks,
      },
      quality: { trustworthy: null, sentences: [] },
      provenance: meter.finish(),
    };
    await writeFile(join(folder, options.document), stringifyDocuments([document]));
    await options.finish?.(folder);
    return document;
  });
}

function checkOptions({ out, epochs }: TrainNetworksOptions): void {
  if (typeof out !== 'string' || out === '') throw new TypeError('Cannot train without `out`: expected a folder');
  if (epochs !== undefined && !(Number.isInteger(epochs) && epochs >= 1)) {
    throw new RangeError(`Cannot train for ${epochs} epochs: expected a whole number from 1`);
  }
}

/** Trains one network and writes its folder. */
async function trainOne(
  { architecture, finish }: TrainingTask,
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
    const more = await finish?.({ folder, data, onTest });
    const network = {
      name: architecture.name,
      fingerprint: graph.fingerprint,
      parameters: model.countParams(),
      trainAccuracy: onTrain.accuracy,
      testAccuracy: onTest.accuracy,
      seconds,
      epochs: curve.map((epoch) => ({ ...epoch })),
      ...more,
    };
    return { network, graph };
  } finally {
    model.dispose();
  }
}
