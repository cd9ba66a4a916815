import { defaultBatch } from '../../attribution/perturbation/batch-size.js';
import { predictBatches } from '../../attribution/perturbation/predict-batches.js';
import { scoreOf } from '../../attribution/question.js';
import type { Output } from '../../network/predictor.js';
import type { Trial } from '../trial.js';

export interface ScoreImagesOptions {
  readonly count: number;
  readonly output: Output;
  /** What is being done, for a person. */
  readonly stage: string;
  /** Writes one image `[h, w, c]`; it starts as a copy of the whole one. */
  readonly change: (values: Float32Array, image: number) => void;
}

/**
 * The scores of changed copies of the image, batch by batch.
 * @throws the signal's reason when aborted, between batches.
 */
export async function scoreImages(
  { model, input, question, batch, signal, onProgress, meter }: Trial,
  { count, output, stage, change }: ScoreImagesOptions,
): Promise<Float64Array> {
  const { shape, data } = input.values;
  const scores = new Float64Array(count);
  const compose = (from: number, to: number) => {
    const images = new Float32Array((to - from) * data.length);
    for (let image = from; image < to; image++) {
      const values = images.subarray((image - from) * data.length, (image - from + 1) * data.length);
      values.set(data);
      change(values, image);
    }
    return { shape: [to - from, ...shape.slice(1)], data: images };
  };
  await predictBatches(model, {
    from: 0,
    to: count,
    batch: batch ?? defaultBatch(data.length),
    output,
    signal,
    compose,
    take: (answer, from, to) => {
      for (let image = from; image < to; image++) scores[image] = scoreOf(answer, image - from, question);
      meter.count(to - from);
      onProgress?.({ done: to, total: count, stage });
    },
  });
  return scores;
}
