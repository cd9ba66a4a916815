import { COMMON_OPTIONS } from '../attribution/inquiry.js';
import { methodNamed } from '../attribution/methods.js';
import { decodeArray } from '../document/encode.js';
import type { ImageInput } from '../image/image.js';
import { isNetwork } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import type { RunOptions } from '../run-options.js';
import { checkEvidence, type EvidenceDocument, type Trial } from './trial.js';

/** What is different the second time. */
export interface Changes {
  readonly model?: Predictor;
  /** Values `[1, h, w, c]`. */
  readonly image?: ImageInput;
  readonly seed?: number;
}

type Explain = (model: Predictor, image: ImageInput, options: RunOptions) => Promise<unknown>;

/**
 * Makes a document again by its own method and options, on something that is changed. Regions stay those of the
 * document, so that there is something to compare.
 * @throws Error if its method does not exist here, or took an option that documents cannot hold.
 */
export async function explainAgain(trial: Trial, changes: Changes): Promise<EvidenceDocument> {
  const { document, input, signal, meter } = trial;
  const method = methodNamed(document.method.name);
  const model = changes.model ?? trial.model;
  if (method.needs === 'network' && !isNetwork(model)) {
    throw new TypeError(`Cannot explain again by ${method.name}: it needs a network with layers and gradients`);
  }
  const taken = new Set([...(method.options ?? []), ...COMMON_OPTIONS]);
  const options = {
    ...optionsOf(document, taken),
    target: document.target.index,
    against: document.target.against?.index,
    seed: changes.seed ?? document.method.seed ?? undefined,
    signal,
  };
  const image = changes.image ?? { ...input.values, data: input.values.data.slice(), name: input.name };
  const found = (await (method.explain as Explain)(model, image, options)) as EvidenceDocument;
  checkEvidence(found);
  meter.count(found.provenance.forwardPasses, found.provenance.backwardPasses);
  return found;
}

function optionsOf(document: EvidenceDocument, taken: ReadonlySet<string>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(document.method.options)) {
    if (!taken.has(name) || value === null || name === 'segmentation' || name === 'segments') continue;
    if (value === 'function' || (name === 'baseline' && value === 'values')) {
      throw new Error(`Cannot explain again by ${document.method.name}: the document does not hold its ${name}`);
    }
    options[name] = value;
  }
  if (document.kind !== 'superpixels' || !taken.has('segmentation')) return options;
  const { shape, data } = decodeArray(document.result.segments);
  const [height, width] = shape;
  return { ...options, segmentation: { width, height, labels: Int32Array.from(data) } };
}
