import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { gradCamMap } from './cam/cell-maps.js';
import { type CamOptions, explainCells } from './cam/explain-cells.js';

/** What `gradCam` takes: a layer, and the options of every method. */
export type GradCamOptions = CamOptions;

/**
 * Where a layer's channels are active that raise the score, each weighted by the mean of its gradient (Selvaraju et al. 2017, "Grad-CAM").
 *
 * Values are `[h, w]` at the layer's own resolution, raw and signed: before any ReLU, scaling or resizing, which the
 * libraries do next. What is explained is the logit unless `output` says otherwise.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await gradCam(network, image, { target: 7 });
 */
export async function gradCam(
  model: Network,
  image: ImageInput,
  options: GradCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  return explainCells('grad-cam', gradCamMap, model, image, options);
}
