import { describe, expect, it } from 'vitest';
import { type SegmentOptions, segment } from '../../src/segmentation/index.js';
import { adjustedRand } from '../support/adjusted-rand.js';
import { PHOTOGRAPHS, photograph, referenceLabels } from './pictures.js';

const CASES: readonly { key: string; options: SegmentOptions; atLeast: number }[] = [
  {
    key: 'slic_n50_compactness10_sigma1',
    options: { method: 'slic', segments: 50, compactness: 10, sigma: 1 },
    atLeast: 0.999,
  },
  {
    key: 'slic_n150_compactness20_sigma0',
    options: { method: 'slic', segments: 150, compactness: 20, sigma: 0 },
    atLeast: 0.999,
  },
  {
    key: 'felzenszwalb_scale100_sigma0.5_min50',
    options: { method: 'felzenszwalb', scale: 100, sigma: 0.5, minSize: 50 },
    atLeast: 0.999,
  },
  // Noise decides ties there, with another generator.
  {
    key: 'quickshift_kernel4_maxdist200_ratio0.2',
    options: { method: 'quickshift', kernelSize: 4, maxDist: 200, ratio: 0.2 },
    atLeast: 0.95,
  },
];

describe.each(PHOTOGRAPHS)('scikit-image 0.19 on %s', (name) => {
  it.each(CASES)('$key', ({ key, options, atLeast }) => {
    const { labels } = segment(photograph(name), options);
    expect(adjustedRand(labels, referenceLabels(name, key))).toBeGreaterThanOrEqual(atLeast);
  });
});
