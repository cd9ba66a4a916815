import type { NetworkNode } from '../../network/network.js';
import type { BackwardRule } from '../../network/operations/operation.js';
import { type LrpComposite, type LrpRule, numbersOf, type ResolvedLrp, type RuleSettings } from './options.js';

/** By the kind of layer: those that read the image, other convolutions, dense layers. */
const COMPOSITES: Readonly<
  Record<LrpComposite, readonly [first: LrpRule | null, convolution: LrpRule, dense: LrpRule]>
> = {
  'epsilon-plus': [null, 'z-plus', 'epsilon'],
  'epsilon-plus-flat': ['flat', 'z-plus', 'epsilon'],
  'epsilon-gamma-box': ['box', 'gamma', 'epsilon'],
  'epsilon-alpha2-beta1': [null, 'alpha-beta', 'epsilon'],
  'epsilon-alpha2-beta1-flat': ['flat', 'alpha-beta', 'epsilon'],
};

/** The rule that a convolution or dense layer follows. */
export function chooseRule(node: NetworkNode, readsImage: boolean, settings: ResolvedLrp): RuleSettings | BackwardRule {
  const { rule } = settings;
  const asked = typeof rule === 'function' ? rule(node) : rule;
  if (typeof asked === 'function') return asked;
  if (typeof asked === 'object') {
    // Another alpha has another beta.
    const beta = asked.beta ?? (asked.alpha === undefined ? settings.beta : undefined);
    const numbers = numbersOf({ ...settings, ...asked, beta }, [settings.low, settings.high]);
    return { ...numbers, rule: placed(asked.rule, readsImage) };
  }
  return { ...settings, rule: placed(asked ?? ofComposite(node, readsImage, settings), readsImage) };
}

/** Only layers that read the image know the range of what they read. */
const placed = (rule: LrpRule, readsImage: boolean): LrpRule => (rule === 'box' && !readsImage ? 'z-plus' : rule);

function ofComposite({ operation }: NetworkNode, readsImage: boolean, { composite }: ResolvedLrp): LrpRule {
  const [first, convolution, dense] = COMPOSITES[composite ?? 'epsilon-plus-flat'];
  if (readsImage && first) return first;
  return operation === 'dense' ? dense : convolution;
}
