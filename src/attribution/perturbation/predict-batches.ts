import type { Output, Predictor } from '../../network/predictor.js';
import { scoresOf } from '../../network/scores.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { pause } from './pause.js';

export interface PredictBatchesOptions {
  /** Which items to predict: from `from` to `to` (excluded). */
  readonly from: number;
  readonly to: number;
  /** Images a batch. */
  readonly batch: number;
  readonly output: Output;
  readonly signal?: AbortSignal;
  /** Makes the images of some items. The arrays become the classifier's: a new one each time. */
  readonly compose: (from: number, to: number) => NdArray;
  /** Takes the scores `[to - from, classes]` of some items. */
  readonly take: (scores: NdArray, from: number, to: number) => void;
}

/**
 * Feeds composed images to a classifier batch by batch: while it works on one, the next is composed, and handed over at once
 * to a classifier that takes several (its threads then never wait for this one). Memory holds two or three batches however
 * many items there are.
 * @throws the signal's reason when aborted, between batches.
 */
export async function predictBatches(model: Predictor, options: PredictBatchesOptions): Promise<void> {
  const { to, batch, output, signal, compose, take } = options;
  const most = model.concurrent ? 2 : 1;
  const underWay: { readonly from: number; readonly end: number; readonly scores: Promise<NdArray> }[] = [];
  const composed = (from: number) => (from < to ? compose(from, Math.min(from + batch, to)) : undefined);
  let from = options.from;
  let next = composed(from);
  try {
    while (next !== undefined || underWay.length > 0) {
      signal?.throwIfAborted();
      while (next !== undefined && underWay.length < most) {
        const end = from + next.shape[0];
        underWay.push({ from, end, scores: settledLater(scoresOf(model, next, { output, signal })) });
        [from, next] = [end, composed(end)];
      }
      const first = underWay[0];
      take(await first.scores, first.from, first.end);
      underWay.shift();
      await pause();
    }
  } catch (error) {
    // Nobody works on for an analysis that has failed.
    await Promise.allSettled(underWay.map(({ scores }) => scores));
    throw error;
  }
  signal?.throwIfAborted();
}

/** A failure that is looked at when its turn comes is not unhandled until then. */
function settledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
