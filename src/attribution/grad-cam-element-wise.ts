import { elementWiseMap } from './cam/cell-maps.js';
import { cellMethod } from './cam/explain-cells.js';
import type { CamOptions } from './cam/options.js';

/** What `gradCamElementWise` takes: a layer, and the options of every method. */
export type GradCamElementWiseOptions = CamOptions;

/**
 * Gradient times activation, cell by cell, of the channels that speak for the class (pytorch-grad-cam; after Draelos and Carin 2020).
 *
 * Values are `[h, w]` at the layer's own resolution, raw and signed: before any ReLU, scaling or resizing, which the
 * libraries do next (several layers in one document: `fuse`). What is explained is the logit unless `output` says otherwise.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await gradCamElementWise(network, image, { target: 7 });
 */
export const gradCamElementWise = cellMethod<GradCamElementWiseOptions>({
  name: 'grad-cam-element-wise',
  map: elementWiseMap,
});
