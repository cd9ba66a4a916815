import * as tf from '@tensorflow/tfjs';
import { createBreather } from '../network/engines/breather.js';
import { type Batch, batchOf } from './batch.js';
import type { Examples } from './examples.js';
import { useWasm } from './wasm.js';

export interface Evaluation {
  /** Mean categorical cross-entropy. */
  readonly loss: number;
  /** Share of images whose most probable class is their label. */
  readonly accuracy: number;
  /** The most probable class of each image, and its probability. */
  readonly predicted: Uint8Array;
  readonly confidence: Float32Array;
}

const BATCH_SIZE = 100;

/** Asks a trained classifier for the class of every image. @throws the signal's reason between batches. */
export async function evaluate(
  model: tf.LayersModel,
  examples: Examples,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Evaluation> {
  const { labels } = examples;
  const count = labels.length;
  const predicted = new Uint8Array(count);
  const confidence = new Float32Array(count);
  const breathe = createBreather();
  let [loss, hits] = [0, 0];
  for (let start = 0; start < count; start += BATCH_SIZE) {
    signal?.throwIfAborted();
    const end = Math.min(start + BATCH_SIZE, count);
    const indices = Array.from({ length: end - start }, (_, i) => start + i);
    const batch = batchOf(examples, indices);
    const scores = useWasm(() => probabilitiesOf(model, batch));
    const classes = scores.length / (end - start);
    for (let i = start; i < end; i++) {
      const row = scores.subarray((i - start) * classes, (i - start + 1) * classes);
      predicted[i] = row.reduce((best, score, index) => (score > row[best] ? index : best), 0);
      confidence[i] = row[predicted[i]];
      loss -= Math.log(Math.max(row[labels[i]], 1e-7));
      if (predicted[i] === labels[i]) hits++;
    }
    await breathe();
  }
  return { loss: loss / count, accuracy: hits / count, predicted, confidence };
}

function probabilitiesOf(model: tf.LayersModel, { pixels, shape }: Batch): Float32Array {
  const output = tf.tidy(() => model.apply(tf.tensor(pixels, [...shape])) as tf.Tensor);
  const scores = output.dataSync() as Float32Array;
  output.dispose();
  return scores;
}
