import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { ImageInput } from '../../image/image.js';
import { forwardBackward } from '../../network/backward.js';
import type { Network } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { checkNetwork } from '../check-network.js';
import { type Inquiry, type Opening, openInquiry } from '../inquiry.js';
import { pause } from '../perturbation/pause.js';
import { type Question, questionsOf } from '../question.js';
import { seedOf } from '../score-seed.js';
import { rowOf, wholeOf } from '../whole-scores.js';
import { camDocuments } from './cam-documents.js';
import { camLayers } from './cam-layers.js';
import type { CellMap } from './cell-maps.js';
import { CAM_OPTIONS, type CamMethod, type CamOptions } from './options.js';

/** A method of the family that needs one forward and one reverse pass. */
export interface CellMethod {
  readonly name: string;
  readonly map: CellMap;
  /** What becomes of `map`'s outcome for a layer, `[h, w, ...]`: `[h, w]`. Default: it is the map. */
  readonly finish?: (outcome: NdArray) => NdArray;
}

/** What is differentiated, where that is not the score of a class: chosen when the scores `[n, classes]` are known. */
export interface OwnScore {
  /** Names of the method's options beside the common ones. */
  readonly options: readonly string[];
  readonly resolved: Readonly<Record<string, unknown>>;
  readonly seed: (scores: NdArray, questions: readonly Question[]) => NdArray;
  /** More of the result of a question, given the whole image's scores `[1, classes]`. */
  readonly result: (model: Network, scores: NdArray, question: Question) => Readonly<Record<string, unknown>>;
}

/** Such a method as a function. */
export function cellMethod<Options extends CamOptions>(
  method: CellMethod,
  ownScore?: (options: Options) => OwnScore,
): CamMethod<Options> {
  const explain = async (model: Network, image: ImageInput, options = {} as Options) =>
    explainCells(method, model, image, options, ownScore?.(options));
  return explain as CamMethod<Options>;
}

/** The maps of all layers and questions from one forward and one reverse pass, whose own scores say which class is meant. */
async function explainCells(
  method: CellMethod,
  model: Network,
  image: ImageInput,
  options: CamOptions,
  own?: OwnScore,
): Promise<AttributionDocument | AttributionDocument[]> {
  const { name } = method;
  checkNetwork(name, model);
  const opening = openInquiry({ name, options: own?.options ?? CAM_OPTIONS }, model, image, options);
  const layers = camLayers(model, options);
  const { inquiry, maps } = await mapsOfCells(opening, options, layers, method, own?.seed);
  const results = own && inquiry.questions.map((question) => own.result(model, inquiry.whole.scores, question));
  return camDocuments(inquiry, { name, layers, maps, own: own?.resolved, results }, options);
}

/** The map of each layer, of each question. */
export async function mapsOfCells(
  opening: Opening<Network>,
  options: CamOptions,
  layers: readonly string[],
  { map, finish }: CellMethod,
  weigh: OwnScore['seed'] = (scores, questions) => seedOf(questions, scores.shape[1]),
) {
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
      return weigh(scores, questions.slice(start, start + scores.shape[0]));
    };
    const { gradients, values } = await forwardBackward(
      model,
      repeated(input.values, count),
      [model.logits, model.output],
      {
        target: { node: output === 'logit' ? model.logits : model.output, seed },
        at: layers,
        summary: map,
        signal,
        onProgress: onProgress && (({ done }) => onProgress({ done: from + done, total })),
      },
    );
    meter.count(count, count);
    inquiry ??= { ...opening, whole: wholeOf(model, output, values), questions: questions ?? [] };
    for (let i = 0; i < count; i++) {
      const cells = new Map(layers.map((layer) => [layer, cellsOf(gradients.get(layer) as NdArray, i)]));
      if (finish) await finishAll(cells, finish, signal);
      maps.push(cells);
    }
  }
  return { inquiry: inquiry as Inquiry<Network>, maps };
}

/** Replaces outcomes by what becomes of them, which may take a while. */
async function finishAll(
  cells: Map<string, NdArray>,
  finish: NonNullable<CellMethod['finish']>,
  signal?: AbortSignal,
): Promise<void> {
  for (const [layer, outcome] of cells) {
    await pause();
    signal?.throwIfAborted();
    cells.set(layer, finish(outcome));
  }
}

/** What belongs to one image of a batch, which is not kept for it. */
function cellsOf(values: NdArray, image: number): NdArray {
  const { shape, data } = values.shape[0] === 1 ? values : rowOf(values, image);
  return { shape: shape.slice(1), data };
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
