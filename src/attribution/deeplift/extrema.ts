import * as tf from '@tensorflow/tfjs';
import { operationOf } from '../../network/operations/index.js';
import { ratioOrZero } from './ratio.js';
import type { Pair } from './reference.js';
import type { PairRule } from './rule.js';

/**
 * Where the largest (or smallest) of several is taken, in two strides, as captum does for max pooling: what the image's
 * winner rose above both outputs, or the baseline's winner fell, is that winner's. Exact, as whoever wins on one side
 * and makes the difference differs between the two.
 */
export const winners = (pick: 'largest' | 'smallest'): PairRule => {
  return (multipliers, pair, { node }) => {
    const { inputs, inputsBefore, output, outputBefore } = pair;
    const { backward } = operationOf(node);
    const before = (value: tf.Tensor) => tf.add(value, tf.zerosLike(output));
    const old = before(outputBefore);
    // The largest of both outputs, by a rectifier: maxima of two take long on wasm.
    const between =
      pick === 'largest' ? tf.add(old, tf.relu(tf.sub(output, old))) : tf.sub(old, tf.relu(tf.sub(old, output)));
    const now = backward(tf.mul(multipliers, tf.sub(between, old)), pair);
    const then = backward(tf.mul(multipliers, tf.sub(output, between)), atBaseline(pair, output.shape[0]));
    return inputs.map((input, i) => ratioOrZero(tf.add(now[i], then[i]), tf.sub(input, inputsBefore[i])));
  };
};

/** The same node with the baseline's values, as often as there are images. */
function atBaseline(pair: Pair, images: number): Pair {
  const repeat = (value: tf.Tensor) => tf.tile(value, [images, ...Array<number>(value.rank - 1).fill(1)]);
  return { ...pair, inputs: pair.inputsBefore.map(repeat), output: repeat(pair.outputBefore) };
}
