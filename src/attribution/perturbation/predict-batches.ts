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
 * Feeds composed images to a classifier batch by batch: while it works on one, the next is composed, so that memory
 * holds two batches however many items there are.
 * @throws the signal's reason when aborted, between batches.
 */
export async function predictBatches(model: Predictor, options: PredictBatchesOptions): Promise<void> {
  const { to, batch, output, signal, compose, take } = options;
  const composed = (from: number) => (from < to ? compose(from, Math.min(from + batch, to)) : undefined);
  let from = options.from;
  let current = composed(from);
  while (current !== undefined) {
    signal?.throwIfAborted();
    const prediction = scoresOf(model, current, { output, signal });
    const end = from + current.shape[0];
    // Composing may not throw past a prediction under way, or its failure would go unhandled.
    const next = await Promise.all([prediction, Promise.resolve().then(() => composed(end))]);
    take(next[0], from, end);
    await pause();
    [from, current] = [end, next[1]];
  }
  signal?.throwIfAborted();
}
