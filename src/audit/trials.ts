import { defaultBatch } from '../attribution/perturbation/batch-size.js';
import { type PredictedBatch, predictStream } from '../attribution/perturbation/predict-stream.js';
import type { Predictor } from '../network/predictor.js';
import { sizeOf } from '../numeric/nd-array.js';
import type { Composite } from './composites.js';

/** Changed versions of one image `[h, w, c]`, and who takes the class probabilities of each. */
export interface Trials {
  readonly shape: readonly number[];
  readonly images: readonly Composite[];
  readonly take: (probabilities: readonly Float32Array[]) => void;
}

interface TrialContext {
  readonly model: Predictor;
  readonly signal?: AbortSignal;
  /** Counts images fed forward. */
  readonly count: (forwardPasses: number) => void;
}

/**
 * Predicts the trials of one image after the other, as many at once as fit a batch: they are composed while the ones before
 * are predicted, so that memory holds a few batches.
 */
export async function predictTrials(context: TrialContext, trials: AsyncIterable<Trials>): Promise<void> {
  const { model, signal } = context;
  await predictStream(model, batchesOf(trials, context), { output: 'probability', signal });
}

async function* batchesOf(trials: AsyncIterable<Trials>, context: TrialContext): AsyncGenerator<PredictedBatch> {
  let waiting: Trials[] = [];
  let images = 0;
  for await (const each of trials) {
    if (each.images.length === 0) continue;
    if (waiting.length > 0 && waiting[0].shape.join() !== each.shape.join()) {
      yield composed(waiting, context);
      [waiting, images] = [[], 0];
    }
    waiting.push(each);
    images += each.images.length;
    if (images < defaultBatch(sizeOf(each.shape))) continue;
    yield composed(waiting, context);
    [waiting, images] = [[], 0];
  }
  if (waiting.length > 0) yield composed(waiting, context);
}

function composed(trials: readonly Trials[], { count }: TrialContext): PredictedBatch {
  const [{ shape }] = trials;
  const size = sizeOf(shape);
  const composites = trials.flatMap(({ images }) => images);
  const data = new Float32Array(composites.length * size);
  for (const [i, compose] of composites.entries()) compose(data.subarray(i * size, (i + 1) * size));
  return {
    images: { shape: [composites.length, ...shape], data },
    take: (scores) => {
      count(composites.length);
      const classes = scores.shape[1];
      let row = 0;
      for (const { images, take } of trials) {
        take(
          images.map((_, i) => Float32Array.from(scores.data.subarray((row + i) * classes, (row + i + 1) * classes))),
        );
        row += images.length;
      }
    },
  };
}
