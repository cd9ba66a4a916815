import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import type { BackwardRule } from '../../network/operations/index.js';
import { isRectifier } from './rectifiers.js';

/** At rectifiers what is positive goes back, whether the forward value passed or not (Zeiler and Fergus 2013). */
export function deconvolutionRule(node: NetworkNode): BackwardRule | undefined {
  return isRectifier(node) ? (gradient) => [tf.relu(gradient)] : undefined;
}
