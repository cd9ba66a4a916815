import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { attributionDocument } from './attribution-document.js';
import { checkNetwork } from './check-network.js';
import { inquire } from './inquiry.js';
import { conservation } from './lrp/conservation.js';
import { networkRules } from './lrp/network-rules.js';
import { LRP_OPTIONS, type LrpOptions, resolveLrp } from './lrp/options.js';
import { propagate } from './lrp/propagate.js';
import { asAsked, type OneClass, type SeveralClasses, scoreOf } from './question.js';

export type { LrpComposite, LrpOptions, LrpRule, RuleOfNode } from './lrp/options.js';

/**
 * Layer-wise relevance propagation: the score handed back layer by layer, each sharing out what it was given among its
 * inputs (Bach et al. 2015, "On pixel-wise explanations for non-linear classifier decisions by layer-wise relevance
 * propagation"). Values are `[h, w, c]`, in units of the score; they add up to it but for what biases and epsilon take.
 *
 * The default is the composite that Kohlbrenner et al. (2020, "Towards best practice in explaining neural network decisions
 * with LRP") found best: epsilon at dense layers, z-plus at convolutions, flat at those that read the image. `rule` puts one
 * rule everywhere.
 *
 * Batch normalisation is folded into the layer before it; elsewhere relevance passes it, and what it adds counts as bias of
 * the layer behind. Activations pass relevance as it is; sums and means share it out in proportion; max pooling and maxima
 * give it to the winner; of a product with one factor that is no gate (sigmoid, softmax), that factor takes all. Gamma and
 * alpha-beta tell contributions apart by their own sign, not by that of the weight as captum does: the same where values are
 * not negative. Relevance starts at the class's logit: with `output: 'probability'` with the probability as its amount.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError for a classifier that is no network or has an operation without a rule; TypeError or RangeError for an
 * option or class that does not exist; the signal's reason when aborted.
 * @example
 * const why = await lrp(network, image, { target: 7, rule: 'epsilon', epsilon: 0.01 });
 */
export async function lrp(
  model: Network,
  image: ImageInput,
  options: LrpOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function lrp(
  model: Network,
  image: ImageInput,
  options?: LrpOptions & OneClass,
): Promise<AttributionDocument>;
export async function lrp(
  model: Network,
  image: ImageInput,
  options?: LrpOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function lrp(
  model: Network,
  image: ImageInput,
  options: LrpOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  checkNetwork('lrp', model);
  const settings = resolveLrp(options, model.input.range);
  const inquiry = await inquire({ name: 'lrp', options: LRP_OPTIONS }, model, image, options);
  const { input, questions, whole, output, signal, meter } = inquiry;
  const rules = await networkRules(model, input.values, settings, signal);
  meter.count(rules.forwardPasses);
  const maps = await propagate(inquiry, rules).finally(() => rules.dispose());
  const [, ...shape] = input.values.shape;
  const documents = questions.map((question, i) =>
    attributionDocument(inquiry, {
      question,
      name: 'lrp',
      options: { ...settings },
      values: { shape, data: maps[i] },
      checks: [conservation(maps[i], scoreOf(whole.scores, 0, question))],
      sentences: output === 'logit' ? [] : [STARTS_AT_LOGIT],
    }),
  );
  return asAsked(documents, options);
}

const STARTS_AT_LOGIT = 'Relevance starts at the logit of the class, with the probability as its amount.';
