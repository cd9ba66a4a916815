import type { LabelMap } from '../../segmentation/label-map.js';

/** The regions of an image, laid out for fast composing of perturbed images. */
export interface Regions {
  readonly count: number;
  readonly channels: number;
  /** `[h, w]`, from 0. */
  readonly labels: Int32Array;
  /** How many runs there are: stretches of one row-major image `[h, w, c]` that lie in one region. */
  readonly runs: number;
  /** Region of each run. */
  readonly runRegion: Int32Array;
  /** Where each run starts, in values; one entry more than runs. */
  readonly runStart: Int32Array;
}

/** Lays out the regions of a label map over an image of `channels` channels. */
export function regionsOf({ count, labels }: LabelMap, channels: number): Regions {
  const runRegion: number[] = [];
  const runStart: number[] = [];
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (pixel > 0 && labels[pixel] === labels[pixel - 1]) continue;
    runRegion.push(labels[pixel]);
    runStart.push(pixel * channels);
  }
  runStart.push(labels.length * channels);
  return {
    count,
    channels,
    labels,
    runs: runRegion.length,
    runRegion: Int32Array.from(runRegion),
    runStart: Int32Array.from(runStart),
  };
}
