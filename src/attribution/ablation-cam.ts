import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import { besides, forwardFrom } from '../network/forward-from.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import { camDocuments } from './cam/cam-documents.js';
import { camLayers } from './cam/cam-layers.js';
import { scoresOfChannels, weightedChannels } from './cam/channel-weights.js';
import { inquireCells } from './cam/inquire-cells.js';
import { CAM_OPTIONS, type CamMethod, type CamOptions } from './cam/options.js';
import { checkNetwork } from './check-network.js';
import type { Inquiry } from './inquiry.js';
import { scoreOf } from './question.js';

/** What `ablationCam` takes: a layer, and the options of every method. */
export type AblationCamOptions = CamOptions;

/**
 * Where those channels of a layer are active without which the score falls (Desai and Ramaswamy 2020, "Ablation-CAM: Visual
 * explanations for deep convolutional network via gradient-free localization").
 *
 * A channel's weight is by what share of the score the score falls when the channel is set to 0. pytorch-grad-cam's
 * values where the score is above 0 and the layer's smallest activation is 0; different: the share is of the score's
 * magnitude, so that a channel that speaks for a class has a weight above 0 though the class scores below 0 (of a score of 0
 * it is the fall itself); and channels become 0, as in the paper, where that library sets layers with values below 0 to
 * -10,000,000 and less. Values are `[h, w]` at the layer's own resolution and on the scale of its activations, before any
 * ReLU, scaling or resizing (several layers in one document: `fuse`). The network is run from the layer on, once a
 * channel for all classes together; memory holds two batches of the layer's values.
 *
 * @returns one document; one a class and layer where several are asked for.
 * @throws TypeError for a classifier that is no network; TypeError or RangeError for an option, class or layer that does not
 * exist or has no spatial extent; Error if the engine cannot start at a layer; the signal's reason when aborted.
 * @example
 * const map = await ablationCam(network, image, { target: 7 });
 */
export const ablationCam = explain as CamMethod<AblationCamOptions>;

async function explain(
  model: Network,
  image: ImageInput,
  options: AblationCamOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const name = 'ablation-cam';
  checkNetwork(name, model);
  const layers = camLayers(model, options);
  const asked = [model.logits, model.output];
  const others = new Map(layers.map((layer) => [layer, besides(model, layer, asked)]));
  const nodes = [...new Set([...layers, ...[...others.values()].flat()])];
  const { inquiry, values } = await inquireCells({ name, options: CAM_OPTIONS }, model, image, options, nodes);
  const total = [...others.keys()].reduce((sum, layer) => sum + (values.get(layer) as NdArray).shape[2], 0);
  const maps = inquiry.questions.map(() => new Map<string, NdArray>());
  let done = 0;
  for (const [layer, besidesLayer] of others) {
    const cells = values.get(layer) as NdArray;
    const given = besidesLayer.map((node) => [node, batchOfOne(values.get(node) as NdArray)] as const);
    const scores = await scoresWithout(inquiry, layer, cells, new Map(given), (channels) =>
      inquiry.onProgress?.({ done: done + channels, total, stage: `Running without channels of ${layer}` }),
    );
    for (const [i, question] of inquiry.questions.entries()) {
      const whole = scoreOf(inquiry.whole.scores, 0, question);
      const share = whole === 0 ? 1 : Math.abs(whole);
      const weights = scores[i].map((score) => (whole - score) / share);
      maps[i].set(layer, weightedChannels(cells, weights));
    }
    done += cells.shape[2];
  }
  return camDocuments(inquiry, { name, layers, maps }, options);
}

/** The scores of all questions when each channel of the layer is 0. */
function scoresWithout(
  inquiry: Inquiry<Network>,
  layer: string,
  cells: NdArray,
  given: ReadonlyMap<string, NdArray>,
  onBatch: (done: number) => void,
) {
  const { model, output } = inquiry;
  const node = output === 'logit' ? model.logits : model.output;
  return scoresOfChannels(inquiry, {
    model: {
      name: model.name,
      classes: model.classes,
      outputs: [output],
      predict: async (batch, { signal } = {}) => {
        const values = await forwardFrom(model, new Map([...given, [layer, batch]]), [node], { signal });
        return values.get(node) as NdArray;
      },
    },
    channels: cells.shape[2],
    size: cells.data.length,
    compose: (from, to) => withoutChannels(cells, from, to),
    onBatch,
  });
}

/** Copies of `[h, w, c]` without one channel each. */
function withoutChannels({ shape, data }: NdArray, from: number, to: number): NdArray {
  const channels = shape[2];
  const copies = new Float32Array((to - from) * data.length);
  for (let channel = from; channel < to; channel++) {
    const offset = (channel - from) * data.length;
    copies.set(data, offset);
    for (let i = channel; i < data.length; i += channels) copies[offset + i] = 0;
  }
  return { shape: [to - from, ...shape], data: copies };
}

const batchOfOne = ({ shape, data }: NdArray): NdArray => ({ shape: [1, ...shape], data });
