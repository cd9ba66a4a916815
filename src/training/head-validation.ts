import { setImmediate } from 'node:timers/promises';
import { type LabelledRows, type LogisticFit, logisticRegression } from '../numeric/logistic-regression.js';
import { random } from '../numeric/random.js';
import type { RunOptions } from '../run-options.js';

/** What rows are taken for by fits that have not seen them. */
export interface HeldOut {
  readonly folds: number;
  /** A class for each row. */
  readonly predicted: readonly number[];
}

export interface HeldOutOptions extends RunOptions {
  readonly l2: number;
  /** Parts that the rows are dealt into, from 2; no more than the smallest class has rows. */
  readonly folds: number;
}

/**
 * Cross-validation: rows are dealt into parts with the same shares of the classes, and each part is classified by a
 * logistic regression on all others (standardised on those alone).
 */
export async function heldOut(data: LabelledRows, options: HeldOutOptions): Promise<HeldOut> {
  const { l2, folds, seed = 1, signal, onProgress } = options;
  const parts = dealt(data, folds, seed);
  const predicted = new Array<number>(data.labels.length).fill(0);
  for (let fold = 0; fold < folds; fold++) {
    // Lets Ctrl-C come through: a fit waits for nothing.
    await setImmediate();
    signal?.throwIfAborted();
    const rows = [...parts.keys()].filter((row) => parts[row] !== fold);
    const fit = logisticRegression(data, { l2, rows });
    parts.forEach((part, row) => {
      if (part === fold) predicted[row] = classify(fit, data, row);
    });
    onProgress?.({ done: fold + 1, total: folds, stage: 'cross-validation' });
  }
  return { folds, predicted };
}

/** The class of the highest score. */
export function classify({ kernel, bias }: LogisticFit, { x }: LabelledRows, row: number): number {
  const [columns, classes] = kernel.shape;
  const scores = Array.from(bias.data);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < classes; k++) scores[k] += x.data[row * columns + j] * kernel.data[j * classes + k];
  }
  return scores.indexOf(Math.max(...scores));
}

/** A part for each row: each class shuffled, then dealt round on from where the class before ended. */
function dealt({ labels, classes }: LabelledRows, folds: number, seed: number): readonly number[] {
  const { shuffle } = random(seed);
  const parts = new Array<number>(labels.length).fill(0);
  const all = Array.from(labels);
  const order = Array.from({ length: classes }, (_, k) =>
    shuffle(all.flatMap((label, row) => (label === k ? [row] : []))),
  ).flat();
  order.forEach((row, i) => {
    parts[row] = i % folds;
  });
  return parts;
}
