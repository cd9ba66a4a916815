import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import { type Baseline, baselineName, baselineOf, checkBaseline } from './baseline.js';
import { camDocuments } from './cam/cam-documents.js';
import { camLayers } from './cam/cam-layers.js';
import { maskByChannels } from './cam/channel-masks.js';
import { scoresOfChannels, weightedChannels } from './cam/channel-weights.js';
import { inquireCells } from './cam/inquire-cells.js';
import { CAM_OPTIONS, type CamMethod, type CamOptions } from './cam/options.js';
import { checkNetwork } from './check-network.js';
import type { Inquiry } from './inquiry.js';

/** What `scoreCam` takes: a layer, what hides the image, and the options of every method. */
export interface ScoreCamOptions extends CamOptions {
  /** What shows where a channel is not active, in the network's input units. Default: 0, as in the paper. */
  readonly baseline?: Baseline;
}

/** Names of the options that it takes beside the common ones. */
export const SCORE_CAM_OPTIONS = [...CAM_OPTIONS, 'baseline'];

/**
 * Where those channels of a layer are active that alone, as masks over the image, keep the score highest (Wang et al. 2020,
 * "Score-CAM: Score-weighted visual explanations for convolutional neural networks").
 *
 * As pytorch-grad-cam: each channel is resized to the image bilinearly with corners on corners, brought to 0..1, and
 * multiplied with the image; a softmax over the channels of the scores so obtained weights them. Values are `[h, w]` at
 * the layer's own resolution and on the scale of its activations, before any ReLU, scaling or resizing (several layers in
 * one document: `fuse`). It takes a forward pass a channel, for all classes together, and no gradient; memory holds two batches.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; the signal's reason when aborted.
 * @example
 * const map = await scoreCam(network, image, { target: 7, layer: 'conv2' });
 */
export const scoreCam = explain as CamMethod<ScoreCamOptions>;

async function explain(
  model: Network,
  image: ImageInput,
  options: ScoreCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const name = 'score-cam';
  checkNetwork(name, model);
  const baseline = checkBaseline(options.baseline ?? 0);
  const layers = camLayers(model, options);
  const { inquiry, values } = await inquireCells({ name, options: SCORE_CAM_OPTIONS }, model, image, options, layers);
  const hidden = baselineOf(baseline, inquiry.input, { range: model.input.range, seed: inquiry.seed });
  const maps = inquiry.questions.map(() => new Map<string, NdArray>());
  const total = [...values.values()].reduce((sum, { shape }) => sum + shape[2], 0);
  let done = 0;
  for (const [layer, cells] of values) {
    const scores = await scoresOfMasks(inquiry, hidden, cells, (masks) =>
      inquiry.onProgress?.({ done: done + masks, total, stage: `Predicting images masked by channels of ${layer}` }),
    );
    for (const [i, each] of scores.entries()) maps[i].set(layer, weightedChannels(cells, softmax(each)));
    done += cells.shape[2];
  }
  const findings = { name, layers, maps, own: { baseline: baselineName(baseline) }, random: baseline === 'noise' };
  return camDocuments(inquiry, findings, options);
}

function scoresOfMasks(inquiry: Inquiry, hidden: Float32Array, cells: NdArray, onBatch: (done: number) => void) {
  const { model, input } = inquiry;
  return scoresOfChannels(inquiry, {
    model,
    channels: cells.shape[2],
    size: input.values.data.length,
    compose: (from, to) => maskByChannels(input.values, hidden, cells, from, to),
    onBatch,
  });
}

function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}
