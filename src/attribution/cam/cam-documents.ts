import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { Network } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { attributionDocument } from '../attribution-document.js';
import type { Inquiry } from '../inquiry.js';
import { asAsked } from '../question.js';
import { fuseLayers } from './fuse-layers.js';
import type { CamOptions } from './options.js';

/** What a method of the family found. */
export interface CamFindings {
  readonly name: string;
  readonly layers: readonly string[];
  /** Of each question: the map `[h, w]` of each layer. */
  readonly maps: readonly ReadonlyMap<string, NdArray>[];
  /** The method's own options as resolved, beside those of the family. */
  readonly own?: Readonly<Record<string, unknown>>;
  /** More of the result, of each question. */
  readonly results?: readonly Readonly<Record<string, unknown>>[];
  readonly sentences?: readonly string[];
  /** Whether a value's sign says what speaks for and what against. Default: true. */
  readonly signed?: boolean;
  /** Whether the outcome depends on the seed. Default: false. */
  readonly random?: boolean;
}

/** One document a question and layer, or a question where layers are fused; as an array where several were asked for. */
export function camDocuments(
  inquiry: Inquiry<Network>,
  findings: CamFindings,
  options: CamOptions,
): AttributionDocument | AttributionDocument[] {
  const { layers, maps } = findings;
  if (options.fuse !== undefined) {
    return asAsked(
      maps.map((_, i) => fusedDocument(inquiry, findings, options, i)),
      options,
    );
  }
  const documents = maps.flatMap((_, i) => layers.map((layer) => layerDocument(inquiry, findings, i, layer)));
  return Array.isArray(options.layer) || options.layer === 'all' ? documents : asAsked(documents, options);
}

function layerDocument(
  inquiry: Inquiry<Network>,
  { name, maps, own, results, sentences, signed, random }: CamFindings,
  i: number,
  layer: string,
): AttributionDocument {
  const values = maps[i].get(layer) as NdArray;
  const [question, result] = [inquiry.questions[i], results?.[i]];
  return attributionDocument(inquiry, {
    question,
    name,
    options: { layer, ...own },
    values,
    layer,
    result,
    sentences,
    signed,
    random,
  });
}

function fusedDocument(
  inquiry: Inquiry<Network>,
  { name, layers, maps, own, results, sentences = [], signed, random }: CamFindings,
  { fuse = 'mean' }: CamOptions,
  i: number,
): AttributionDocument {
  const [, height, width] = inquiry.input.values.shape;
  const values = fuseLayers(
    layers.map((layer) => maps[i].get(layer) as NdArray),
    [height, width],
    fuse,
  );
  return attributionDocument(inquiry, {
    question: inquiry.questions[i],
    name,
    options: { layer: layers, fuse, ...own },
    values,
    result: { ...results?.[i], layers },
    signed,
    random,
    sentences: [
      ...sentences,
      `Values are the ${fuse === 'max' ? 'largest' : 'mean'} of ${layers.length} layers' maps, each a share of its own largest magnitude: not on the scale of the score.`,
    ],
  });
}
