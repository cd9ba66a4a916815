import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import { resizeValues } from '../numeric/resize-values.js';
import { attributionDocument } from './attribution-document.js';
import { camLayers } from './cam/cam-layers.js';
import { gradCamMap } from './cam/cell-maps.js';
import { mapsOfCells } from './cam/explain-cells.js';
import type { CamMethod, CamOptions } from './cam/options.js';
import { checkNetwork } from './check-network.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { openInquiry } from './inquiry.js';
import { oneOf } from './option-checks.js';
import { asAsked } from './question.js';
import { guidedRule } from './rules/guided.js';
import { rectifierSentences } from './rules/rectifier-sentences.js';

/** What `guidedGradCam` takes: a layer, how its map is enlarged, and the options of every method. */
export interface GuidedGradCamOptions extends CamOptions {
  readonly fuse?: undefined;
  /** How the map becomes as large as the image: `nearest` cell, as captum does, or `bilinear`. Default: `nearest`. */
  readonly interpolate?: 'nearest' | 'bilinear';
}

/** Names of the options that it takes beside the common ones. */
export const GUIDED_GRAD_CAM_OPTIONS = ['layer', 'interpolate'];

/**
 * Guided backpropagation where Grad-CAM is positive: their product (Selvaraju et al. 2017, "Grad-CAM").
 *
 * As captum's: Grad-CAM loses what is negative, is enlarged, and multiplied with guided backpropagation, whose values keep
 * their sign. Values are `[h, w, c]` on the image, in units of the score for one unit of the input times those of Grad-CAM;
 * `result.layers` names the layer. Its fine lines are guided backpropagation's, which draws edges of the image rather than
 * what the class rests on (Adebayo et al. 2018, "Sanity checks for saliency maps").
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const edges = await guidedGradCam(network, image, { target: 7 });
 */
export const guidedGradCam = explain as CamMethod<GuidedGradCamOptions>;

async function explain(
  model: Network,
  image: ImageInput,
  options: GuidedGradCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const name = 'guided-grad-cam';
  checkNetwork(name, model);
  const interpolate = oneOf('interpolate', options.interpolate ?? 'nearest', ['nearest', 'bilinear']);
  const { onProgress } = options;
  const half = (from: number): typeof onProgress =>
    onProgress && (({ done, total }) => onProgress({ done: from * total + done, total: 2 * total }));
  const opening = openInquiry({ name, options: GUIDED_GRAD_CAM_OPTIONS }, model, image, options);
  const layers = camLayers(model, options);
  const first = { ...opening, onProgress: half(0) };
  const { inquiry, maps } = await mapsOfCells(first, options, layers, { name, map: gradCamMap });
  const guided = await gradientsAtImage({ ...inquiry, onProgress: half(1) }, guidedRule);
  const [, height, width, channels] = inquiry.input.values.shape;
  const documents = inquiry.questions.flatMap((question, i) =>
    layers.map((layer) => {
      const enlarged = enlarge(maps[i].get(layer) as NdArray, height, width, interpolate);
      const data = guided[i].map((value, at) => value * enlarged[Math.floor(at / channels)]);
      return attributionDocument(inquiry, {
        question,
        name,
        options: { layer, interpolate },
        values: { shape: [height, width, channels], data },
        result: { layers: [layer] },
        sentences: rectifierSentences(model),
      });
    }),
  );
  return Array.isArray(options.layer) || options.layer === 'all' ? documents : asAsked(documents, options);
}

/** What is positive of a map, as large as the image. */
function enlarge(
  { shape: [h, w], data }: NdArray,
  height: number,
  width: number,
  interpolate: 'nearest' | 'bilinear',
): Float32Array {
  const positive = data.map((value) => Math.max(0, value));
  if (interpolate === 'bilinear') return resizeValues(positive, [h, w, 1], height, width);
  // As torch has it: the cell under a pixel's corner, not under its centre.
  const cell = (i: number, from: number, to: number) => Math.floor((i * from) / to);
  return Float32Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    return positive[cell(y, h, height) * w + cell(x, w, width)];
  });
}
