import { hiResCamMap } from './cam/cell-maps.js';
import { cellMethod } from './cam/explain-cells.js';
import type { CamOptions } from './cam/options.js';

/** What `hiResCam` takes: a layer, and the options of every method. */
export type HiResCamOptions = CamOptions;

/**
 * Gradient times activation, cell by cell: exact where only a linear layer follows (Draelos and Carin 2020, "Use HiResCAM instead of Grad-CAM").
 *
 * Values are `[h, w]` at the layer's own resolution, raw and signed: before any ReLU, scaling or resizing, which the
 * libraries do next (several layers in one document: `fuse`). What is explained is the logit unless `output` says otherwise.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await hiResCam(network, image, { target: 7 });
 */
export const hiResCam = cellMethod<HiResCamOptions>({ name: 'hires-cam', map: hiResCamMap });
