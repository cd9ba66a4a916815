import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import { type BackwardRule, operationOf } from '../../network/operations/index.js';
import { isRectifier } from './rectifiers.js';

/** At rectifiers only what is positive goes back, and from there by the true gradient (Springenberg et al. 2014). */
export function guidedRule(node: NetworkNode): BackwardRule | undefined {
  if (!isRectifier(node)) return undefined;
  const { backward } = operationOf(node);
  return (gradient, values) => backward(tf.relu(gradient), values);
}
