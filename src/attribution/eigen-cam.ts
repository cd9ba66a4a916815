import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import { camDocuments } from './cam/cam-documents.js';
import { camLayers } from './cam/cam-layers.js';
import { inquireCells } from './cam/inquire-cells.js';
import { CAM_OPTIONS, type CamMethod, type CamOptions } from './cam/options.js';
import { principalMap } from './cam/principal-map.js';
import { checkNetwork } from './check-network.js';
import { pause } from './perturbation/pause.js';

/** What `eigenCam` takes: a layer, and the options of every method. */
export type EigenCamOptions = CamOptions;

/**
 * How far each cell lies along the direction in which a layer's activations differ most, whatever the class (Muhammad and
 * Yeasin 2020, "Eigen-CAM: Class activation map using principal components").
 *
 * As pytorch-grad-cam, each channel is taken less its mean, so a value says how a cell differs from the mean cell. The
 * direction's sign is free, and libraries leave it to chance; here cells whose activations add up to more than the others'
 * are positive. Values are `[h, w]` at the layer's own resolution and on its scale, before any ReLU, scaling or resizing
 * (several layers in one document: `fuse`). No class is looked at: all get the same map.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await eigenCam(network, image, { layer: 'conv2' });
 */
export const eigenCam = explain as CamMethod<EigenCamOptions>;

async function explain(
  model: Network,
  image: ImageInput,
  options: EigenCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('eigen-cam', model);
  const layers = camLayers(model, options);
  const { inquiry, values } = await inquireCells(
    { name: 'eigen-cam', options: CAM_OPTIONS },
    model,
    image,
    options,
    layers,
  );
  const map = new Map<string, NdArray>();
  for (const layer of layers) {
    await pause();
    inquiry.signal?.throwIfAborted();
    map.set(layer, principalMap(values.get(layer) as NdArray));
    inquiry.onProgress?.({ done: map.size, total: new Set(layers).size, stage: 'Finding principal directions' });
  }
  const findings = {
    name: 'eigen-cam',
    layers,
    maps: inquiry.questions.map(() => map),
    sentences: [SAYS_NOTHING_OF_CLASSES],
    signed: false,
  };
  return camDocuments(inquiry, findings, options);
}

const SAYS_NOTHING_OF_CLASSES =
  'The map shows what stands out in the layer, and is the same for every class: it says nothing of why this one was chosen.';
