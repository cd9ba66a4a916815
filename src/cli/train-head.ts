import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { TrainedHead } from '../training/train-head.js';
import { type CommonOptions, decimal, range, wholeNumber } from './options.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';
import { table } from './table.js';

/** Options of `convlens train head`. */
export interface HeadCliOptions extends CommonOptions {
  readonly out: string;
  readonly base?: string;
  readonly images?: string;
  readonly layer?: string;
  readonly l2?: number;
  readonly inputRange?: readonly [number, number];
  readonly workers?: number;
}

export function withHeadOptions(command: Command): Command {
  return command
    .option('--base <model>', 'head: the pre-trained network')
    .option('--images <folder>', 'head: images to learn from, a subfolder a class')
    .option('--layer <name>', 'head: layer to learn on (default: what the last dense layer reads)')
    .option('--l2 <strength>', 'head: penalty on large weights, above 0 (default: 1)', decimal)
    .option('--input-range <low,high>', 'head: what pixels 0..255 become for the base (default: as it says)', range)
    .option('--workers <n>', 'head: cores that share the forward passes', wholeNumber);
}

/** `convlens train head`: a classifier of the user's classes on a pre-trained network. */
export async function trainHeadCommand(options: HeadCliOptions, command: Command, session: Session): Promise<void> {
  const { base, images, out, json, html, quiet } = options;
  if (base === undefined) command.error("error: required option '--base <model>' of train head not specified");
  if (images === undefined) command.error("error: required option '--images <folder>' of train head not specified");
  if (json !== undefined || html !== undefined) {
    throw new Error('Cannot write a document of a head: it has no learning curve; metadata.json in --out tells of it');
  }
  const { trainHead } = await import('../training/train-head.js');
  const { onProgress, stop } = progressBar(quiet);
  const head = await trainHead({ ...options, base, images, signal: session.signal, onProgress }).finally(stop);
  if (!quiet) console.log(`${summary(head)}\nWritten: ${resolve(out)}`);
  tellSkipped(head.skipped, session);
}

/** What was learned on, how right it is, what was taken for what, and what to be careful of. */
function summary({ layer, features, classes, images, trainAccuracy, validation, sentences }: TrainedHead): string {
  const total = images.reduce((sum, count) => sum + count, 0);
  const seen = `right on ${percent(trainAccuracy)} of the images it was trained on`;
  const lines = [`${features} features of ${layer}, ${total} images; ${seen}`];
  if (validation) {
    const { folds, accuracy } = validation;
    lines[0] += `, on ${percent(accuracy)} of those held out (${folds}-fold cross-validation)`;
  }
  const rows = classes.map((name, k) => {
    const confused = validation?.confusion[k] ?? [];
    return validation ? [name, images[k], percent(confused[k] / images[k]), ...confused] : [name, images[k]];
  });
  const head = ['class', 'images', ...(validation ? ['right', ...classes.map((name) => `taken for ${name}`)] : [])];
  return [...lines, '', table(head, rows), ...(sentences.length > 0 ? ['', ...sentences] : [])].join('\n');
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
