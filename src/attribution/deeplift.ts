import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import { forward } from '../network/forward.js';
import type { Network, NetworkNode } from '../network/network.js';
import type { BackwardRule } from '../network/operations/operation.js';
import type { NdArray } from '../numeric/nd-array.js';
import { attributionDocument } from './attribution-document.js';
import { type Baseline, baselineName, baselineOf, checkBaseline } from './baseline.js';
import { checkNetwork } from './check-network.js';
import { checkRules, nodesBefore } from './check-rules.js';
import { pairOf, type ReferenceValues } from './deeplift/reference.js';
import { PAIR_RULES, POOLINGS, type Pooling, pairRuleOf } from './deeplift/rules.js';
import { gradientsAtImage } from './gradient/gradients-at-image.js';
import { type AttributionOptions, type Inquiry, inquire } from './inquiry.js';
import { oneOf } from './option-checks.js';
import { asAsked, type OneClass, type SeveralClasses, scoreOf } from './question.js';

export interface DeepLiftOptions extends AttributionOptions {
  /** What the image is compared with. Default: 0 in the network's input units. */
  readonly baseline?: Baseline;
  /**
   * How differences pass max pooling: by the `gradient`, to the image's winner alone, as captum's reference values have it,
   * or `complete`, to the winners of image and baseline, so that nothing is lost. Default: `gradient`.
   */
  readonly pooling?: Pooling;
}

/** Names of the method's own options. */
export const DEEPLIFT_OPTIONS = ['baseline', 'pooling'];

/**
 * What each value of the image adds to the score over a baseline: differences of activations, carried back by the rescale
 * rule (Shrikumar, Greenside and Kundaje 2017, "Learning important features through propagating activation differences").
 * Values are `[h, w, c]`, in units of the score, and add up to the score less the baseline's: `delta` is what is missing.
 *
 * As captum's for rectifiers. Where captum falls back to the gradient and the sum is lost, here it is kept: products are
 * shared out in halves among two factors, softmax goes through its exponentials and their sum. Only max pooling may lose
 * some where the baseline's winner is another than the image's: see `pooling`. Differences below 1e-6 take the gradient in
 * place of a quotient.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network or has an operation without a rule; TypeError or RangeError for an
 * option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await deeplift(network, image, { target: 7, baseline: 'blur' });
 */
export async function deeplift(
  model: Network,
  image: ImageInput,
  options: DeepLiftOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function deeplift(
  model: Network,
  image: ImageInput,
  options?: DeepLiftOptions & OneClass,
): Promise<AttributionDocument>;
export async function deeplift(
  model: Network,
  image: ImageInput,
  options?: DeepLiftOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function deeplift(
  model: Network,
  image: ImageInput,
  options: DeepLiftOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('deeplift', model);
  const baseline = checkBaseline(options.baseline ?? 0);
  const pooling = oneOf('pooling', options.pooling ?? 'gradient', POOLINGS);
  const inquiry = await inquire({ name: 'deeplift', options: DEEPLIFT_OPTIONS }, model, image, options);
  const from = inquiry.output === 'logit' ? model.logits : model.output;
  checkRules('deeplift', model, { from, hasRule: ({ operation }) => Object.hasOwn(PAIR_RULES, operation) });
  const values = baselineOf(baseline, inquiry.input, { range: model.input.range, seed: inquiry.seed });
  const reference = await referenceOf(inquiry, values, { from, pooling });
  const multipliers = await gradientsAtImage(inquiry, (node) => ruleOf(node, pooling, reference));
  const documents = inquiry.questions.map((question, i) => {
    const total = scoreOf(inquiry.whole.scores, 0, question) - scoreOf(reference.get(from) as NdArray, 0, question);
    return attributionDocument(inquiry, {
      ...contributions(inquiry, multipliers[i], values, total),
      question,
      name: 'deeplift',
      options: { baseline: baselineName(baseline), pooling },
      random: baseline === 'noise',
    });
  });
  return asAsked(documents, options);
}

/** What the baseline makes of the nodes that rules look at, and of the scores. */
async function referenceOf(
  { model, input, signal, meter }: Inquiry<Network>,
  baseline: Float32Array,
  { from, pooling }: { readonly from: string; readonly pooling: Pooling },
): Promise<ReferenceValues> {
  const nodes = nodesBefore(model, from).filter(({ operation }) => pairRuleOf(operation, pooling) !== null);
  const names = nodes.flatMap(({ name, inputs }) => [name, ...inputs]);
  const batch = { shape: input.values.shape, data: baseline };
  const values = await forward(model, batch, [...new Set([...names, from])], { signal });
  meter.count(1);
  return values;
}

function ruleOf(node: NetworkNode, pooling: Pooling, reference: ReferenceValues): BackwardRule | undefined {
  const rule = pairRuleOf(node.operation, pooling);
  if (!rule) return undefined;
  return (multipliers, values) => rule(multipliers, pairOf(node, values, reference), { node });
}

function contributions({ input }: Inquiry, multipliers: Float32Array, baseline: Float32Array, total: number) {
  const [, ...shape] = input.values.shape;
  const data = multipliers.map((multiplier, i) => multiplier * (input.values.data[i] - baseline[i]));
  const sum = data.reduce((all, value) => all + value, 0);
  return {
    values: { shape, data },
    completeness: { delta: sum - total, total, advice: 'let max pooling be complete (pooling: complete)' },
  };
}
