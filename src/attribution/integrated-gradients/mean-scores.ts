import type { NdArray } from '../../numeric/nd-array.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { predictBatches } from '../perturbation/predict-batches.js';

/** The scores `[1, classes]` of images `[h, w, c]` of the inquiry's size, averaged. */
export async function meanScores(inquiry: Inquiry, images: readonly Float32Array[]): Promise<NdArray<Float64Array>> {
  const { model, input, output, whole, signal, meter } = inquiry;
  const [, ...shape] = input.values.shape;
  const size = input.values.data.length;
  const classes = whole.scores.shape[1];
  const mean = new Float64Array(classes);
  await predictBatches(model, {
    from: 0,
    to: images.length,
    batch: inquiry.batch ?? defaultBatch(size),
    output,
    signal,
    compose: (from, to) => {
      const data = new Float32Array((to - from) * size);
      for (let i = from; i < to; i++) data.set(images[i], (i - from) * size);
      return { shape: [to - from, ...shape], data };
    },
    take: ({ data }, from, to) => {
      for (let i = 0; i < data.length; i++) mean[i % classes] += data[i] / images.length;
      meter.count(to - from);
    },
  });
  return { shape: [1, classes], data: mean };
}
