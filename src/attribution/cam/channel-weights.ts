import type { Predictor } from '../../network/predictor.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { predictBatches } from '../perturbation/predict-batches.js';
import { scoreOf } from '../question.js';

/** One image, or one layer's values, a channel: what the classifier is asked about it. */
export interface ChannelStudy {
  readonly model: Predictor;
  readonly channels: number;
  /** How many values one of them has. */
  readonly size: number;
  readonly compose: (from: number, to: number) => NdArray;
  readonly onBatch: (done: number) => void;
}

/** The scores of every question for each channel, from the same passes. Memory holds two batches. */
export async function scoresOfChannels(
  { output, questions, signal, batch, meter }: Inquiry,
  { model, channels, size, compose, onBatch }: ChannelStudy,
): Promise<Float64Array[]> {
  const found = questions.map(() => new Float64Array(channels));
  await predictBatches(model, {
    from: 0,
    to: channels,
    batch: batch ?? defaultBatch(size),
    output,
    signal,
    compose,
    take: (scores, from, to) => {
      for (const [i, question] of questions.entries()) {
        for (let channel = from; channel < to; channel++) {
          found[i][channel] = scoreOf(scores, channel - from, question);
        }
      }
      meter.count(to - from);
      onBatch(to);
    },
  });
  return found;
}

/** Sum of a layer's channels `[h, w, c]`, each with its weight: `[h, w]`. */
export function weightedChannels({ shape: [h, w, c], data }: NdArray, weights: ArrayLike<number>): NdArray {
  const sums = new Float64Array(h * w);
  for (let i = 0; i < data.length; i++) sums[Math.floor(i / c)] += weights[i % c] * data[i];
  return { shape: [h, w], data: Float32Array.from(sums) };
}
