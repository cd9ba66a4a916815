import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { ImageInput } from '../../image/image.js';
import { forwardBackward } from '../../network/backward.js';
import type { Network } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { attributionDocument } from '../attribution-document.js';
import { checkNetwork } from '../check-network.js';
import { type AttributionOptions, type Inquiry, type Opening, openInquiry } from '../inquiry.js';
import { asAsked, type Question, questionsOf } from '../question.js';
import { seedOf } from '../score-seed.js';
import { rowOf, wholeOf } from '../whole-scores.js';
import { camLayers } from './cam-layers.js';
import type { CellMap } from './cell-maps.js';

/** What every method of the CAM family takes. */
export interface CamOptions extends AttributionOptions {
  /**
   * A layer (its output after its own activation), several, or `'all'` with spatial extent: one document each, from the same
   * pass. Default: the last layer with spatial extent.
   */
  readonly layer?: string | readonly string[];
}

/** Names of the options that the CAM family takes beside the common ones. */
export const CAM_OPTIONS = ['layer'];

/** The maps of all layers and questions from one forward and one reverse pass, whose own scores say which class is meant. */
export async function explainCells(
  name: string,
  map: CellMap,
  model: Network,
  image: ImageInput,
  options: CamOptions,
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork(name, model);
  const opening = openInquiry({ name, options: CAM_OPTIONS }, model, image, options);
  const layers = camLayers(model, options.layer);
  const { inquiry, maps } = await mapsOf(opening, options, layers, map);
  const documents = inquiry.questions.flatMap((question, i) =>
    layers.map((layer) => {
      const [, ...shape] = maps[i].get(layer)!.shape;
      const values = { shape, data: maps[i].get(layer)!.data };
      return attributionDocument(inquiry, { question, name, options: { layer }, values, layer });
    }),
  );
  return Array.isArray(options.layer) || options.layer === 'all' ? documents : asAsked(documents, options);
}

async function mapsOf(opening: Opening<Network>, options: CamOptions, layers: readonly string[], summary: CellMap) {
  const { model, input, output, signal, onProgress, meter } = opening;
  const total = countOf(model, options);
  const size = opening.batch ?? 16;
  const maps: Map<string, NdArray>[] = [];
  let questions: Question[] | undefined;
  let inquiry: Inquiry<Network> | undefined;
  for (let from = 0; from < total; from += size) {
    const count = Math.min(size, total - from);
    const seed = (scores: NdArray, first: number) => {
      questions ??= questionsOf(model, rowOf(scores, 0), options);
      const start = from + first;
      return seedOf(questions.slice(start, start + scores.shape[0]), scores.shape[1]);
    };
    const { gradients, values } = await forwardBackward(
      model,
      repeated(input.values, count),
      [model.logits, model.output],
      {
        target: { node: output === 'logit' ? model.logits : model.output, seed },
        at: layers,
        summary,
        signal,
        onProgress: onProgress && (({ done }) => onProgress({ done: from + done, total })),
      },
    );
    meter.count(count, count);
    inquiry ??= { ...opening, whole: wholeOf(model, output, values), questions: questions ?? [] };
    for (let i = 0; i < count; i++) {
      maps.push(new Map(layers.map((layer) => [layer, rowOf(gradients.get(layer) as NdArray, i)])));
    }
  }
  return { inquiry: inquiry as Inquiry<Network>, maps };
}

/** How many classes are asked for. */
function countOf({ nodes, logits, classes }: Network, { target, topLabels }: CamOptions): number {
  if (topLabels === undefined) return Array.isArray(target) ? target.length : 1;
  const all = nodes.find(({ name }) => name === logits)?.shape.at(-1) ?? classes.length;
  return Math.min(topLabels, all);
}

function repeated({ shape, data }: NdArray, count: number): NdArray {
  const all = new Float32Array(count * data.length);
  for (let i = 0; i < count; i++) all.set(data, i * data.length);
  return { shape: [count, ...shape.slice(1)], data: all };
}
