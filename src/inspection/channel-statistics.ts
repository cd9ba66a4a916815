import type { NdArray } from '../numeric/nd-array.js';

/** Figures of one channel over all its positions. */
export type ChannelStatistics = {
  /** Share of exact zeros, 0..1. */
  readonly zeros: number;
  readonly mean: number;
  readonly max: number;
  readonly min: number;
  /** Zero everywhere on this image. */
  readonly dead: boolean;
};

/** Figures of each channel of `[h, w, c]` or `[c]`. */
export function channelStatistics({ shape, data }: NdArray): ChannelStatistics[] {
  const channels = shape[shape.length - 1];
  const positions = data.length / channels;
  return Array.from({ length: channels }, (_, channel) => {
    let zeros = 0;
    let sum = 0;
    let max = -Infinity;
    let min = Infinity;
    for (let i = channel; i < data.length; i += channels) {
      const value = data[i];
      if (value === 0) zeros++;
      sum += value;
      if (value > max) max = value;
      if (value < min) min = value;
    }
    return { zeros: zeros / positions, mean: sum / positions, max, min, dead: zeros === positions };
  });
}
