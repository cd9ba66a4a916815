import type { NdArray } from '../../numeric/nd-array.js';
import { normalQuantile } from '../../numeric/normal-quantile.js';
import type { Random } from '../../numeric/random.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { predictBatches } from '../perturbation/predict-batches.js';
import { scoreOf } from '../question.js';
import { type MaskMoments, maskMoments } from './mask-moments.js';
import { drawMask, maskComposer } from './masks.js';
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
  const moments = maskMoments(
    { height, width, step: stepOf(height, width, settings) },
    questions.length,
    settings.keep,
  );
  const composeMasked = maskComposer(values, hidden);
  const total = settings.samples === 'auto' ? settings.maxSamples : settings.samples;
  const underWay: Float32Array[] = [];
  const scored: (() => void)[] = [];
  // Masks are added up while the next images are predicted, not before they are sent on their way.
  const addUp = () => {
    for (const add of scored.splice(0)) add();
  };
  const compose = (from: number, to: number) => {
    const masks = new Float32Array((to - from) * pixels);
    for (let i = 0; i < to - from; i++) {
      drawMask(masks.subarray(i * pixels, (i + 1) * pixels), { ...settings, height, width }, random);
    }
    underWay.push(masks);
    const images = composeMasked(masks);
    addUp();
    return images;
  };
  const take = (scores: NdArray, from: number, to: number) => {
    const masks = underWay.shift() as Float32Array;
    // The classifier may use its answer's memory again.
    const found = Array.from({ length: to - from }, (_, row) =>
      questions.map((question) => scoreOf(scores, row, question)),
    );
    scored.push(() => {
      for (const [row, each] of found.entries()) moments.add(masks.subarray(row * pixels, (row + 1) * pixels), each);
    });
    meter.count(to - from);
    onProgress?.({ done: to, total: Math.max(to, total), stage: 'Predicting masked images' });
  };
  const grow = async (samples: number) => {
    const batch = inquiry.batch ?? defaultBatch(values.data.length);
    await predictBatches(model, { from: moments.count, to: samples, batch, output, signal, compose, take });
    addUp();
  };
  return { moments, grow };
}

/** Standard errors change over a cell, not over a pixel: eight a cell are enough. */
function stepOf(height: number, width: number, { cells: [down, across] }: RiseSettings): number {
  return Math.max(1, Math.floor(Math.min(height / down, width / across) / 8));
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
