import type { Output, Predictor } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Random } from '../../numeric/random.js';
import type { RunOptions } from '../../run-options.js';
import { flipCoins } from '../perturbation/coalitions.js';
import { composeBatch, type Perturbable } from '../perturbation/compose.js';
import { predictBatches } from '../perturbation/predict-batches.js';
import { type Question, scoreOf } from '../question.js';
import type { Distance } from '../surrogate/distance.js';
import type { Neighbourhood } from '../surrogate/surrogate.js';

export interface SamplerOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  readonly perturbable: Perturbable;
  /** Scores `[1, classes]` of the whole image. */
  readonly whole: NdArray;
  readonly questions: readonly Question[];
  readonly includeOriginal: boolean;
  /** The most samples there can be. */
  readonly most: number;
  readonly batch: number;
  readonly output: Output;
  readonly distance: Distance;
  readonly weigh: (distance: number) => number;
  readonly random: Random;
  readonly count: (forwardPasses: number) => void;
}

/** Samples around an image, drawn and predicted as they are asked for. Images are kept for a batch, 0/1 vectors for good. */
export interface Sampler {
  /** Adds samples until there are `samples`. */
  grow(samples: number): Promise<void>;
  neighbourhood(): Neighbourhood;
  /** The scores of the samples, one array a question. */
  scores(): readonly Float64Array[];
  /** Distances of the samples. */
  distances(): Float64Array;
}

export function sampler(model: Predictor, options: SamplerOptions): Sampler {
  const { perturbable, questions, most, distance, weigh, whole } = options;
  const columns = perturbable.regions.count;
  const shown = new Uint8Array(most * columns);
  const weights = new Float64Array(most);
  const distances = new Float64Array(most);
  const scores = questions.map(() => new Float64Array(most));
  let rows = 0;

  const measure = (from: number, to: number) => {
    for (let row = from; row < to; row++) {
      distances[row] = distance(shown.subarray(row * columns, (row + 1) * columns));
      weights[row] = checkedWeight(weigh(distances[row]), distances[row]);
    }
  };
  const compose = (from: number, to: number) => {
    flipCoins(shown, columns, from, to, options.random);
    measure(from, to);
    return composeBatch(perturbable, shown, from, to);
  };
  const take = (answer: NdArray, from: number, to: number) => {
    questions.forEach((question, i) => {
      for (let row = from; row < to; row++) scores[i][row] = scoreOf(answer, row - from, question);
    });
    rows = to;
    options.count(to - from);
    options.onProgress?.({ done: rows, total: most, stage: 'Predicting images with hidden regions' });
  };
  if (options.includeOriginal) {
    shown.fill(1, 0, columns);
    measure(0, 1);
    questions.forEach((question, i) => {
      scores[i][0] = scoreOf(whole, 0, question);
    });
    rows = 1;
  }
  return {
    grow: (samples) => predictBatches(model, { ...options, from: rows, to: samples, compose, take }),
    neighbourhood: () => ({ design: { rows, columns, data: shown }, weights: weights.subarray(0, rows) }),
    scores: () => scores.map((values) => values.subarray(0, rows)),
    distances: () => distances.subarray(0, rows),
  };
}

function checkedWeight(weight: number, distance: number): number {
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw new RangeError(
    `Cannot weigh a sample at distance ${distance}: the kernel gave ${weight}, expected a number from 0`,
  );
}
