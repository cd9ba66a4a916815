import { isNetwork, type Network } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import { nameOf } from './target.js';

/** The methods that need nothing but predictions: those of the table `METHODS`, which this file cannot import. */
export const SERVE_PREDICTORS = [
  'lime',
  'kernel-shap',
  'partition-shap',
  'shapley',
  'ablation',
  'occlusion',
  'rise',
  'xrai',
];

/** @throws TypeError if a method that needs layers and gradients is given a classifier that only predicts. */
export function checkNetwork(method: string, model: Predictor): asserts model is Network {
  if (typeof model === 'object' && model !== null && isNetwork(model)) return;
  throw new TypeError(
    `Cannot explain ${nameOf(model ?? {})} by ${method}: it needs a network with layers and gradients, this classifier only predicts; ${SERVE_PREDICTORS.join(', ')} serve it`,
  );
}
