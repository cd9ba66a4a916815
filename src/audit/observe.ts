import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { methodNamed } from '../attribution/methods.js';
import { decodeArray } from '../document/encode.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { ObjectMask } from '../image/object-mask.js';
import type { PreparedInput } from '../image/prepare-input.js';
import { forward } from '../network/forward.js';
import { isNetwork } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import { scoresOf } from '../network/scores.js';
import type { NdArray } from '../numeric/nd-array.js';
import { describeRegions } from './describe-regions.js';
import type { ImageEvidence } from './image-evidence.js';
import type { ResolvedAudit } from './options.js';
import { compactLabels } from './region-labels.js';

export interface ObserveContext {
  readonly settings: ResolvedAudit;
  /** What hidden regions show: the mean colour of the data set, in input units. */
  readonly hide: readonly number[];
  /** The layer that describes regions, `null` where there is none. */
  readonly layer: string | null;
  readonly signal?: AbortSignal;
}

/** Predicts one image, explains the prediction rather than the next one, and describes its regions. */
export async function observe(
  model: Predictor,
  input: PreparedInput,
  mask: ObjectMask | null,
  context: ObserveContext,
): Promise<ImageEvidence> {
  const { layer, signal } = context;
  const scores = await scoresOf(model, copyOf(input.values), { output: 'probability', signal });
  const order = Array.from(scores.data.keys()).sort((a, b) => scores.data[b] - scores.data[a] || a - b);
  const why = await explain(model, input, order, context);
  const labels = decodeArray(why.result.segments).data as Int32Array;
  const count = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const sizes = new Float32Array(count);
  for (const label of labels) sizes[label]++;
  const weights = new Float32Array(count);
  for (const { segment, weight } of why.result.weights) weights[segment] = weight;
  const activations = layer !== null && isNetwork(model) ? await activationsOf(model, input, layer, signal) : null;
  return {
    name: input.name,
    digest: digestOf(input.values),
    predicted: order[0],
    probability: scores.data[order[0]],
    width: input.picture.width,
    height: input.picture.height,
    labels: compactLabels(labels, count),
    weights,
    sizes,
    descriptors: describeRegions({ picture: input.picture, labels, count, activations }),
    outside: mask && outsideOf(mask, labels, sizes),
    trustworthy: why.quality.trustworthy,
    forwardPasses: 1 + why.provenance.forwardPasses + (activations ? 1 : 0),
  };
}

/** SHA-256 of input values, or of a mask. */
export function digestOf({ data }: { readonly data: Float32Array | Uint8Array }): string {
  return bytesToHex(sha256(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
}

async function explain(
  model: Predictor,
  input: PreparedInput,
  order: readonly number[],
  { settings, hide, signal }: ObserveContext,
): Promise<SuperpixelsDocument> {
  const method = methodNamed(settings.method);
  const own = {
    samples: settings.samples,
    segmentation: settings.segmentation ?? { method: 'slic', segments: settings.segments },
    hide: [...hide],
    baseline: [...hide],
  };
  const known = new Set(method.options ?? []);
  const explained = await (method.explain as (...args: readonly unknown[]) => Promise<unknown>)(
    model,
    { ...input.values, name: input.name },
    {
      ...Object.fromEntries(Object.entries(own).filter(([name]) => known.has(name))),
      target: order[0],
      // One class rather than the next: what decides between the two.
      ...(order.length > 1 && { against: order[1] }),
      output: (model.outputs ?? ['probability']).includes('logit') ? 'logit' : 'probability',
      seed: settings.seed,
      signal,
    },
  );
  return explained as SuperpixelsDocument;
}

async function activationsOf(
  model: Predictor,
  input: PreparedInput,
  layer: string,
  signal?: AbortSignal,
): Promise<NdArray> {
  if (!isNetwork(model)) throw new TypeError('Cannot describe regions by a layer: the classifier has none');
  const values = await forward(model, copyOf(input.values), [layer], { signal });
  return values.get(layer) as NdArray;
}

/** Share of each region's pixels that lie outside the object. */
function outsideOf({ data }: ObjectMask, labels: Int32Array, sizes: Float32Array): Float32Array {
  const outside = new Float32Array(sizes.length);
  for (let i = 0; i < labels.length; i++) if (data[i] === 0) outside[labels[i]]++;
  return outside.map((pixels, region) => pixels / sizes[region]);
}

/** The classifier may keep, change or give away what it is fed. */
function copyOf({ shape, data }: NdArray): NdArray {
  return { shape, data: data.slice() };
}
