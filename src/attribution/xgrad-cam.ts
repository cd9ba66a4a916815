import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { xGradCamMap } from './cam/cell-maps.js';
import { type CamOptions, explainCells } from './cam/explain-cells.js';

/** What `xGradCam` takes: a layer, and the options of every method. */
export type XGradCamOptions = CamOptions;

/**
 * As Grad-CAM, with gradients weighted by where the channel is active (Fu et al. 2020, "Axiom-based Grad-CAM").
 *
 * Values are `[h, w]` at the layer's own resolution, raw and signed: before any ReLU, scaling or resizing, which the
 * libraries do next. What is explained is the logit unless `output` says otherwise.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await xGradCam(network, image, { target: 7 });
 */
export async function xGradCam(
  model: Network,
  image: ImageInput,
  options: XGradCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  return explainCells('xgrad-cam', xGradCamMap, model, image, options);
}
