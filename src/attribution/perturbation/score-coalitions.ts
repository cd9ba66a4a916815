import type { NdArray } from '../../numeric/nd-array.js';
import { scoreOf } from '../question.js';
import { defaultBatch } from './batch-size.js';
import { composeBatch } from './compose.js';
import { predictBatches } from './predict-batches.js';
import type { RegionStudy } from './region-study.js';

interface Share {
  /** How many images were fed before, and how many there will be: for progress. Default: none, and these. */
  readonly done?: number;
  readonly total?: number;
}

/**
 * The scores of images in which only some regions are shown: one array a question. `shown` is `[n, regions]` of 0 and 1.
 * @throws the signal's reason when aborted, between batches.
 */
export async function scoreCoalitions(
  { inquiry, perturbable }: RegionStudy,
  shown: Uint8Array,
  { done = 0, total }: Share = {},
): Promise<Float64Array[]> {
  const { model, output, signal, questions, meter, onProgress } = inquiry;
  const rows = shown.length / perturbable.regions.count;
  const scores = questions.map(() => new Float64Array(rows));
  const take = (answer: NdArray, from: number, to: number) => {
    questions.forEach((question, i) => {
      for (let row = from; row < to; row++) scores[i][row] = scoreOf(answer, row - from, question);
    });
    meter.count(to - from);
    onProgress?.({ done: done + to, total: total ?? rows, stage: 'Predicting images with hidden regions' });
  };
  await predictBatches(model, {
    from: 0,
    to: rows,
    batch: inquiry.batch ?? defaultBatch(perturbable.image.data.length),
    output,
    signal,
    compose: (from, to) => composeBatch(perturbable, shown, from, to),
    take,
  });
  return scores;
}
