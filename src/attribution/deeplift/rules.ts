import { ACTIVATIONS } from '../rules/activations.js';
import { winners } from './extrema.js';
import { products } from './products.js';
import { rescale } from './rescale.js';
import type { PairRule } from './rule.js';
import { logSoftmaxParts, softmaxParts } from './softmaxes.js';

/** Operations whose output changes in proportion to their input: their gradient is their multiplier. */
const LINEAR = [
  'input',
  'conv2d',
  'depthwise-conv2d',
  'conv2d-transpose',
  'dense',
  'batch-norm',
  'average-pool',
  'global-average-pool',
  'add',
  'subtract',
  'average',
  'concatenate',
  'flatten',
  'reshape',
  'permute',
  'zero-padding',
  'cropping',
  'up-sampling',
  'rescaling',
  'resizing',
  'normalization',
  'identity',
];

const RESCALED = [...ACTIVATIONS, 'exponential'];

/** Whose output is not proportional to the input: the rules, by operation; `null` where the gradient serves. */
export const PAIR_RULES: Readonly<Record<string, PairRule | null>> = {
  ...Object.fromEntries(LINEAR.map((name) => [name, null])),
  ...Object.fromEntries(RESCALED.map((name) => [name, rescale])),
  'max-pool': winners('largest'),
  'global-max-pool': winners('largest'),
  maximum: winners('largest'),
  minimum: winners('smallest'),
  multiply: products,
  softmax: softmaxParts,
  'log-softmax': logSoftmaxParts,
};

/** How multipliers pass a pooling window: to the image's winner alone, or so that what both sides' winners did adds up. */
export const POOLINGS = ['gradient', 'complete'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** The rule of an operation; `null` where the gradient serves. */
export function pairRuleOf(operation: string, pooling: Pooling): PairRule | null {
  const isPool = operation === 'max-pool' || operation === 'global-max-pool';
  return isPool && pooling === 'gradient' ? null : PAIR_RULES[operation];
}
