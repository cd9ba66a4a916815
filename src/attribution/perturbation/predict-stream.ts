import { inOrder } from '../../in-order.js';
import type { Output, Predictor } from '../../network/predictor.js';
import { scoresOf } from '../../network/scores.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { pause } from './pause.js';

/** Images `[n, h, w, c]`, which become the classifier's, and who takes their scores `[n, classes]`. */
export interface PredictedBatch {
  readonly images: NdArray;
  readonly take: (scores: NdArray) => void;
}

export interface PredictStreamOptions {
  readonly output: Output;
  readonly signal?: AbortSignal;
}

/**
 * Feeds batches to a classifier as they come: while it works on one the next is made, and handed over at once to a classifier
 * that takes several, whose threads then never wait for this one. Memory holds two or three batches however many there are.
 * @throws the signal's reason when aborted, between batches.
 */
export async function predictStream(
  model: Predictor,
  batches: Iterable<PredictedBatch> | AsyncIterable<PredictedBatch>,
  { output, signal }: PredictStreamOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const predicted = inOrder(batches, model.concurrent ? 2 : 1, ({ images }) =>
    scoresOf(model, images, { output, signal }),
  );
  for await (const { item, outcome } of predicted) {
    item.take(outcome);
    await pause();
    signal?.throwIfAborted();
  }
}
