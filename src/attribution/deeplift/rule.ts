import type * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import type { Pair } from './reference.js';

/** How multipliers at a node's output become multipliers at its inputs. Inside a tidy. */
export type PairRule = (
  multipliers: tf.Tensor,
  pair: Pair,
  context: { readonly node: NetworkNode },
) => readonly tf.Tensor[];
