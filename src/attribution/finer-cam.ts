import { gradCamMap } from './cam/cell-maps.js';
import { cellMethod, type OwnScore } from './cam/explain-cells.js';
import { comparedWith, finerSeed } from './cam/finer-target.js';
import { CAM_OPTIONS, type CamOptions } from './cam/options.js';
import { finiteNumber, wholeNumber } from './option-checks.js';
import { classAt } from './target.js';

/** What `finerCam` takes: whom to compare with, a layer, and the options of every method. */
export interface FinerCamOptions extends CamOptions {
  /** How strongly the other classes count, from 0 (as Grad-CAM). Default: 1. */
  readonly alpha?: number;
  /** With how many classes it is compared, those with the nearest scores; from 1. With `against` only with that one. Default: 3. */
  readonly comparedClasses?: number;
}

/** Names of the options that it takes beside the common ones. */
export const FINER_CAM_OPTIONS = [...CAM_OPTIONS, 'alpha', 'comparedClasses'];

/**
 * Grad-CAM of what tells a class from those most like it: of its score less `alpha` times the mean of the nearest scores,
 * weighted by their softmax (Zhang et al. 2025, "Finer-CAM: Spotting the difference reveals finer details for visual explanation").
 *
 * As the authors' code in pytorch-grad-cam, which derives the weights too; different: there the class is the predicted one
 * or the first that scores as high, here any. `against` compares with that class alone. Values are `[h, w]` at the layer's
 * own resolution, raw and signed: before any ReLU, scaling or resizing (several layers in one document: `fuse`). The classes
 * and their weights are in `result.compared`. With `output: 'probability'`, scores are probabilities throughout.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await finerCam(network, image, { target: 7, comparedClasses: 1 });
 */
export const finerCam = cellMethod<FinerCamOptions>({ name: 'finer-cam', map: gradCamMap }, finerScore);

function finerScore(options: FinerCamOptions): OwnScore {
  const alpha = finiteNumber('alpha', options.alpha ?? 1, 'a number from 0', (value) => value >= 0);
  const comparedClasses = wholeNumber('comparedClasses', options.comparedClasses ?? 3, 1);
  return {
    options: FINER_CAM_OPTIONS,
    resolved: { alpha, comparedClasses },
    seed: (scores, questions) => finerSeed(scores, questions, { alpha, comparedClasses }),
    result: (model, { data }, question) => ({
      compared: comparedWith(data, question, comparedClasses).map(({ index, weight }) => ({
        ...classAt(model, index),
        weight,
      })),
    }),
  };
}
