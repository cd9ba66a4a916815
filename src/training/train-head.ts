import { basename, dirname, resolve } from 'node:path';
import type { SkippedImage } from '../inspection/input-batches.js';
import { writeLayersModel } from '../network/formats/write-layers-model.js';
import { createEngine, createNetwork, loadGraph, type ModelSource, type NetworkGraph } from '../network/index.js';
import { type LabelledRows, logisticRegression } from '../numeric/logistic-regression.js';
import type { RunOptions } from '../run-options.js';
import { VERSION } from '../version.js';
import { type FolderFeatures, folderFeatures } from './features.js';
import { type Trunk, trunkOf, withHead } from './head.js';
import { classify, type HeldOut, heldOut } from './head-validation.js';
import { writeModelFolder } from './model-folder.js';
import { staged } from './staging.js';

export interface TrainHeadOptions extends RunOptions {
  /** The pre-trained network, as `loadNetwork` takes it. */
  readonly base: ModelSource;
  /** A folder of images; its subfolders are the classes. */
  readonly images: string;
  /** Folder that the model is written into. */
  readonly out: string;
  /** Layer whose values are the features. Default: what the base's last dense layer reads. */
  readonly layer?: string;
  /** Strength of the penalty on weights of standardised features, above 0. Default: 1, as scikit-learn's `C` of 1. */
  readonly l2?: number;
  /** What pixels 0 and 255 become. Default: as the base says. */
  readonly inputRange?: readonly [low: number, high: number];
  /** What executes the base, and on how many cores. Default: as with `loadNetwork`. */
  readonly engine?: string;
  readonly workers?: number;
}

/** What was trained, and how well it does on images that it has not seen. */
export interface TrainedHead {
  /** The model as it reads back from `out`. */
  readonly graph: NetworkGraph;
  readonly layer: string;
  readonly features: number;
  readonly classes: readonly string[];
  /** Of each class. */
  readonly images: readonly number[];
  /** Share of the images that the model is right on; it has seen them all. */
  readonly trainAccuracy: number;
  /** Five-fold cross-validation; `null` if a class has one image alone. */
  readonly validation: {
    readonly folds: number;
    readonly accuracy: number;
    /** How many images of a class (row) were taken for each class (column). */
    readonly confusion: readonly (readonly number[])[];
  } | null;
  readonly skipped: readonly SkippedImage[];
  /** What a person should know before trusting it. */
  readonly sentences: readonly string[];
}

/**
 * Trains a logistic regression on a pre-trained network's features (the set-up of Ribeiro, Singh and Guestrin 2016) and
 * writes both as one network: `model.json`, `weights.bin`, `labels.txt` and `metadata.json`. Features are standardised for
 * the fit; means and deviations are folded into the weights. Accuracy comes from five-fold cross-validation, the weights
 * from all images.
 * @throws RangeError on an option out of bounds; Error if the base cannot be read or written, if there are not two classes
 * or `out` cannot be written; the signal's reason when it is aborted, and then nothing is left behind.
 *
 * @example
 * const { validation } = await trainHead({ base: 'mobilenet', images: 'photos', out: 'my-model' });
 */
export async function trainHead(options: TrainHeadOptions): Promise<TrainedHead> {
  const { base, images, out, layer, l2 = 1, inputRange, signal } = options;
  checkOptions(options);
  signal?.throwIfAborted();
  const trunk = trunkOf(await loadGraph(base, { inputRange }), layer);
  // Finds out before the work whether tfjs has layers for it.
  writeLayersModel(trunk);
  return staged(out, async (folder) => {
    const found = await featuresOf(trunk, images, options);
    const data: LabelledRows = { x: found.x, labels: found.labels, classes: found.classes.length };
    const counts = found.classes.map((_, k) => found.labels.filter((label) => label === k).length);
    const folds = Math.min(FOLDS, ...counts);
    const held = folds < 2 ? null : await heldOut(data, { ...options, l2, folds });
    const fit = logisticRegression(data, { l2 });
    const written = writeLayersModel(withHead(trunk, fit, found.classes));
    const notes = {
      labels: found.classes,
      inputRange: trunk.input.range,
      head: { base: trunk.name, layer: trunk.layer, l2, images: counts, validation: validationOf(data, held) },
    };
    const weights = new Uint8Array(written.weightData);
    await writeModelFolder(folder, { ...written, weights }, notes, `convlens v${VERSION}`);
    return {
      graph: await loadGraph(folder, { name: basename(resolve(out)) }),
      layer: trunk.layer,
      features: found.x.shape[1],
      classes: found.classes,
      images: counts,
      trainAccuracy: accuracyOf(
        data,
        found.labels.map((_, row) => classify(fit, data, row)),
      ),
      validation: validationOf(data, held),
      skipped: found.skipped,
      sentences: [...warnings(found.classes, counts), ...(fit.converged ? [] : [NOT_CONVERGED])],
    };
  });
}

const FOLDS = 5;
const NOT_CONVERGED = 'The fit did not converge within 1000 steps: a larger l2 makes it easier.';

function checkOptions({ base, images, out, l2 = 1 }: TrainHeadOptions): void {
  for (const [name, value] of Object.entries({ images, out })) {
    if (typeof value !== 'string' || value === '') {
      throw new TypeError(`Cannot train a head without \`${name}\`: expected a folder`);
    }
  }
  if (!(l2 > 0 && Number.isFinite(l2))) {
    throw new RangeError(`Cannot train a head with l2 ${l2}: expected a number above 0`);
  }
  if (typeof base !== 'string') return;
  const folder = /\.json$/.test(base) ? dirname(base) : base;
  if (resolve(folder) === resolve(out)) {
    throw new Error(`Cannot write to "${out}": the base is there, expected another folder`);
  }
}

async function featuresOf(trunk: Trunk, images: string, options: TrainHeadOptions): Promise<FolderFeatures> {
  const { engine, workers, signal, onProgress } = options;
  const network = await createNetwork(trunk, await createEngine(engine, { workers }));
  try {
    return await folderFeatures(network, images, { signal, onProgress });
  } finally {
    await network.dispose();
  }
}

function accuracyOf({ labels }: LabelledRows, predicted: readonly number[]): number {
  return predicted.filter((label, row) => label === labels[row]).length / predicted.length;
}

function validationOf(data: LabelledRows, held: HeldOut | null): TrainedHead['validation'] {
  if (held === null) return null;
  const confusion = Array.from({ length: data.classes }, () => new Array<number>(data.classes).fill(0));
  held.predicted.forEach((label, row) => {
    confusion[data.labels[row]][label]++;
  });
  return { folds: held.folds, accuracy: accuracyOf(data, held.predicted), confusion };
}

/** Images below which a class is too small to say much. */
const FEW = 10;

function warnings(classes: readonly string[], counts: readonly number[]): string[] {
  const least = counts.indexOf(Math.min(...counts));
  const most = counts.indexOf(Math.max(...counts));
  const has = (k: number) => `"${classes[k]}" has ${counts[k]} ${counts[k] === 1 ? 'image' : 'images'}`;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const sentences: string[] = [];
  if (counts[least] < FEW) {
    sentences.push(`Few images: ${has(least)}; below ${FEW} a class, the next image may change the accuracy much.`);
  }
  if (counts[least] === 1) sentences.push('No cross-validation: it takes two images or more of each class.');
  if (counts[most] >= 2 * counts[least]) {
    const share = ((100 * counts[most]) / total).toFixed(0);
    sentences.push(
      `Unequal classes: ${has(most)}, ${has(least)}; who always answers "${classes[most]}" is right on ${share} %.`,
    );
  }
  return sentences;
}
