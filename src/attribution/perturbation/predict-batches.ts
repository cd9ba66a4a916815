import type { Output, Predictor } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { type PredictedBatch, predictStream } from './predict-stream.js';

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
 * Feeds composed images to a classifier batch by batch: see `predictStream`.
 * @throws the signal's reason when aborted, between batches.
 */
export async function predictBatches(model: Predictor, options: PredictBatchesOptions): Promise<void> {
  await predictStream(model, batchesOf(options), options);
}

function* batchesOf({ from: start, to, batch, compose, take }: PredictBatchesOptions): Generator<PredictedBatch> {
  for (let from = start; from < to; from += batch) {
    const end = Math.min(from + batch, to);
    yield { images: compose(from, end), take: (scores) => take(scores, from, end) };
  }
}
