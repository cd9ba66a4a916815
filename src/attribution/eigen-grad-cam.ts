import { gradientTimesValue } from './cam/cell-maps.js';
import { cellMethod } from './cam/explain-cells.js';
import type { CamOptions } from './cam/options.js';
import { principalMap } from './cam/principal-map.js';

/** What `eigenGradCam` takes: a layer, and the options of every method. */
export type EigenGradCamOptions = CamOptions;

/**
 * How far each cell lies along the direction in which a layer's gradients times activations differ most: EigenCAM, of what
 * concerns the class (pytorch-grad-cam; after Muhammad and Yeasin 2020, "Eigen-CAM").
 *
 * That direction's sign is free, and libraries leave it to chance; here cells whose gradients times activations add up to
 * more than the others' are positive. Each channel is taken less its mean, so a value says how a cell differs from the mean
 * cell. Values are `[h, w]` at the layer's own resolution, before any ReLU, scaling or resizing (several layers in one
 * document: `fuse`). What is explained is the logit unless `output` says otherwise.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await eigenGradCam(network, image, { target: 7 });
 */
export const eigenGradCam = cellMethod<EigenGradCamOptions>({
  name: 'eigen-grad-cam',
  map: gradientTimesValue,
  finish: principalMap,
});
