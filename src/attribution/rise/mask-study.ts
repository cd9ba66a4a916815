import { normalQuantile } from '../../numeric/normal-quantile.js';
import type { Random } from '../../numeric/random.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { predictBatches } from '../perturbation/predict-batches.js';
import { scoreOf } from '../question.js';
import { type MaskMoments, maskMoments } from './mask-moments.js';
import { composeMasked, drawMask } from './masks.js';
import type { RiseSettings } from './options.js';

export interface MaskStudy {
  readonly moments: MaskMoments;
  /** Adds masks until there are `samples`. Masks are kept for as long as their images are under way. */
  grow(samples: number): Promise<void>;
}

export function maskStudy(inquiry: Inquiry, hidden: Float32Array, settings: RiseSettings, random: Random): MaskStudy {
  const { model, input, questions, output, signal, meter, onProgress } = inquiry;
  const { values } = input;
  const [, height, width] = values.shape;
  const pixels = height * width;
  const moments = maskMoments(pixels, questions.length, settings.keep);
  const total = settings.samples === 'auto' ? settings.maxSamples : settings.samples;
  const underWay: Float32Array[] = [];
  const compose = (from: number, to: number) => {
    const masks = new Float32Array((to - from) * pixels);
    for (let i = 0; i < to - from; i++) {
      drawMask(masks.subarray(i * pixels, (i + 1) * pixels), { ...settings, height, width }, random);
    }
    underWay.push(masks);
    return composeMasked(values, hidden, masks);
  };
  const grow = (samples: number) =>
    predictBatches(model, {
      from: moments.count,
      to: samples,
      batch: inquiry.batch ?? defaultBatch(values.data.length),
      output,
      signal,
      compose,
      take: (scores, from, to) => {
        const masks = underWay.shift() as Float32Array;
        for (let row = 0; row < to - from; row++) {
          const mask = masks.subarray(row * pixels, (row + 1) * pixels);
          moments.add(
            mask,
            questions.map((question) => scoreOf(scores, row, question)),
          );
        }
        meter.count(to - from);
        onProgress?.({ done: to, total: Math.max(to, total), stage: 'Predicting masked images' });
      },
    });
  return { moments, grow };
}

/** Whether all places of every map are known to within `tolerance` of its largest value, together with `confidence`. */
export function mapIsKnown(
  moments: MaskMoments,
  questions: number,
  { confidence, tolerance }: RiseSettings,
  places: number,
): boolean {
  const margin = normalQuantile(1 - (1 - confidence) / places / 2);
  return Array.from({ length: questions }, (_, question) => moments.centred(question)).every((estimate) => {
    const largest = estimate.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return estimate.standardErrors.every((error) => margin * error <= tolerance * largest);
  });
}
