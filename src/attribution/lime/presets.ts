import { OptionTypeError } from '../option-error.js';
import type { LimeSettings } from './options.js';

export const PRESETS = ['marcotcr', 'captum', 'xplique'] as const;
export type LimePreset = (typeof PRESETS)[number];

/**
 * The defaults of other libraries. Options that are given win over them.
 *
 * `marcotcr` (lime 0.2): quickshift (kernel 4, distance 200, ratio 0.2), 1000 samples of which the first is the image,
 * own mean colour, cosine distance of the 0/1 vectors, `sqrt(exp(-d^2 / 0.25^2))`, ridge 1, all regions.
 *
 * `captum` (0.8): 25 samples without the image, baseline 0, cosine distance of the pixels,
 * `exp(-d^2 / (2 * 1^2))`, lasso 0.01. captum has no superpixels of its own (every value is a feature unless a mask is
 * given) and explains what the network gives out: the segmentation and the probability are ours.
 *
 * `xplique` (1.4): quickshift (kernel 2, distance 10, ratio 0.5) for colour, Felzenszwalb (scale 1, sigma 0.8, least
 * size 20) otherwise, 150 samples without the image, 0.5 (colour) or 0 (otherwise), Euclidean distance of the
 * pixels, `exp(-d^2 / 45^2)`, ridge 2. It explains what the network gives out: the probability is ours.
 */
export function presetDefaults(preset: LimePreset, channels: number): Partial<LimeSettings> {
  switch (preset) {
    case 'marcotcr':
      return { segmentation: { method: 'quickshift', kernelSize: 4, maxDist: 200, ratio: 0.2 } };
    case 'captum':
      return {
        samples: 25,
        includeOriginal: false,
        hide: 0,
        distance: 'cosine-pixels',
        kernelWidth: 1,
        featureSelection: 'none',
        regression: 'lasso',
        alpha: 0.01,
      };
    case 'xplique':
      return {
        segmentation:
          channels === 3
            ? { method: 'quickshift', kernelSize: 2, maxDist: 10, ratio: 0.5 }
            : { method: 'felzenszwalb', scale: 1, sigma: 0.8, minSize: 20 },
        samples: 150,
        includeOriginal: false,
        hide: channels === 3 ? 0.5 : 0,
        distance: 'euclidean-pixels',
        kernel: 'gaussian',
        kernelWidth: 45,
        featureSelection: 'none',
        alpha: 2,
      };
    default:
      throw new OptionTypeError(
        'preset',
        `Cannot use preset "${preset satisfies never}": expected ${PRESETS.join(', ')}`,
      );
  }
}
