import type { NetworkNode } from '../../network/network.js';
import type { BackwardRule } from '../../network/operations/operation.js';
import type { AttributionOptions } from '../inquiry.js';
import { finiteNumber, oneOf } from '../option-checks.js';

export const LRP_RULES = ['epsilon', 'gamma', 'z-plus', 'alpha-beta', 'flat', 'w-square', 'box'] as const;
export type LrpRule = (typeof LRP_RULES)[number];

export const LRP_COMPOSITES = [
  'epsilon-plus',
  'epsilon-plus-flat',
  'epsilon-gamma-box',
  'epsilon-alpha2-beta1',
  'epsilon-alpha2-beta1-flat',
] as const;
export type LrpComposite = (typeof LRP_COMPOSITES)[number];

export interface RuleNumbers {
  /** Of the rule epsilon, and where values are added: what relevance is lost to, in units of the layer, from 0. Default: 1e-6. */
  readonly epsilon: number;
  /** How much more positive contributions count with the rule gamma, from 0. Default: 0.25. */
  readonly gamma: number;
  /** Relevance of positive contributions with the rule alpha-beta, from 1. Default: 2. */
  readonly alpha: number;
  /** Relevance that negative contributions take back, `alpha - 1`. Default: `alpha - 1`. */
  readonly beta: number;
  /** What an image may be at the least and at the most, for the rule box. Default: the network's input range. */
  readonly low: number;
  readonly high: number;
}

/** A rule with its numbers. */
export type RuleSettings = RuleNumbers & { readonly rule: LrpRule };

/** Chooses a rule of a node: a name, a name with numbers, a rule of the caller's own; `undefined` leaves it to the composite. */
export type RuleOfNode = (
  node: NetworkNode,
) => LrpRule | ({ readonly rule: LrpRule } & Partial<RuleNumbers>) | BackwardRule | undefined;

export interface LrpOptions extends AttributionOptions, Partial<RuleNumbers> {
  /**
   * One rule for every convolution and dense layer (`box`: for those that read the image, `z-plus` for the others, as deep
   * Taylor decomposition has it), or a function that chooses. Default: as the composite says.
   */
  readonly rule?: LrpRule | RuleOfNode;
  /** Rules by the kind of layer. Not with a `rule` for all. Default: `epsilon-plus-flat`. */
  readonly composite?: LrpComposite;
}

/** Names of the method's own options. */
export const LRP_OPTIONS = ['rule', 'composite', 'epsilon', 'gamma', 'alpha', 'beta', 'low', 'high'];

export interface ResolvedLrp extends RuleNumbers {
  readonly rule: LrpRule | RuleOfNode | undefined;
  readonly composite: LrpComposite | undefined;
}

/** @throws TypeError or RangeError for an option out of range, before any work starts. */
export function resolveLrp(options: LrpOptions, range: readonly [number, number]): ResolvedLrp {
  const rule =
    options.rule === undefined || typeof options.rule === 'function'
      ? options.rule
      : oneOf('rule', options.rule, LRP_RULES);
  if (typeof rule === 'string' && options.composite !== undefined) {
    throw new TypeError('Cannot use both rule and composite: give one of them');
  }
  const composite =
    typeof rule === 'string' ? undefined : oneOf('composite', options.composite ?? 'epsilon-plus-flat', LRP_COMPOSITES);
  return { rule, composite, ...numbersOf(options, range) };
}

/** @throws TypeError or RangeError for a number out of range. */
export function numbersOf(options: Partial<RuleNumbers>, [lowest, highest]: readonly [number, number]): RuleNumbers {
  const fromZero = (name: string, value: number) => finiteNumber(name, value, 'a number from 0', (given) => given >= 0);
  const alpha = finiteNumber('alpha', options.alpha ?? 2, 'a number from 1', (given) => given >= 1);
  const isRest = (given: number) => Math.abs(alpha - given - 1) < 1e-9;
  const low = finiteNumber('low', options.low ?? lowest);
  return {
    epsilon: fromZero('epsilon', options.epsilon ?? 1e-6),
    gamma: fromZero('gamma', options.gamma ?? 0.25),
    alpha,
    beta: finiteNumber('beta', options.beta ?? alpha - 1, `alpha - 1, which is ${alpha - 1}`, isRest),
    low,
    high: finiteNumber('high', options.high ?? highest, `a number above low, which is ${low}`, (given) => given > low),
  };
}
