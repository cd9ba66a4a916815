import * as tf from '@tensorflow/tfjs';
import type { LinearLayer } from './linear-layer.js';
import type { RuleSettings } from './options.js';
import { stabilised, TINY } from './stabilised.js';

/** What the lowest and the highest image become at a layer's input. */
export interface Bounds {
  readonly low: tf.Tensor;
  readonly high: tf.Tensor;
}

/** How relevance of a layer's output is shared out among its inputs. Inside a tidy. */
export function shareOut(relevance: tf.Tensor, layer: LinearLayer, rule: RuleSettings, bounds?: Bounds): tf.Tensor {
  switch (rule.rule) {
    case 'epsilon':
      return tf.mul(layer.x, layer.backward(tf.div(relevance, stabilised(layer.output(), rule.epsilon))));
    case 'gamma':
      return gamma(relevance, layer, rule.gamma);
    case 'z-plus':
      return alphaBeta(relevance, layer, 1, 0);
    case 'alpha-beta':
      return alphaBeta(relevance, layer, rule.alpha, rule.beta);
    case 'flat':
      return byWeight(relevance, layer, 'ones');
    case 'w-square':
      return byWeight(relevance, layer, 'squares');
    case 'box':
      return box(relevance, layer, bounds as Bounds);
  }
}

/**
 * Positive contributions count `gamma` times more where the output is positive, negative ones where it is negative; the
 * bias counts once, as in captum.
 */
function gamma(relevance: tf.Tensor, layer: LinearLayer, share: number): tf.Tensor {
  const output = layer.output();
  const above = positives(layer);
  const isBelow = tf.step(tf.neg(output));
  const isAbove = tf.sub(1, isBelow);
  const all = layer.bias ? tf.sub(output, layer.bias) : output;
  const favoured = tf.add(above, tf.mul(isBelow, tf.sub(all, tf.mul(above, 2))));
  const each = tf.div(relevance, stabilised(tf.add(output, tf.mul(favoured, share)), TINY));
  return split(layer, tf.mul(each, tf.add(1, tf.mul(isAbove, share))), tf.mul(each, tf.add(1, tf.mul(isBelow, share))));
}

/**
 * Positive contributions share `alpha` of the relevance among them, negative ones take `beta` back. A bias takes its share on
 * the side of its sign; without negative ones (z-plus) all of it counts, as in captum.
 */
function alphaBeta(relevance: tf.Tensor, layer: LinearLayer, alpha: number, beta: number): tf.Tensor {
  const { bias } = layer;
  const withBias = (sum: tf.Tensor, part: (bias: tf.Tensor) => tf.Tensor) => (bias ? tf.add(sum, part(bias)) : sum);
  if (beta === 0) {
    const all = withBias(positives(layer), (each) => each);
    return split(layer, tf.div(tf.mul(relevance, alpha), stabilised(all, TINY)));
  }
  const above = tf.add(withBias(positives(layer), tf.relu), TINY);
  const below = tf.sub(withBias(negatives(layer), negativePart), TINY);
  return split(layer, tf.div(tf.mul(relevance, alpha), above), tf.div(tf.mul(relevance, -beta), below));
}

/** By the weights alone: whatever the image shows. */
function byWeight(relevance: tf.Tensor, layer: LinearLayer, part: 'ones' | 'squares'): tf.Tensor {
  const total = layer.forward(tf.onesLike(layer.x), part);
  return layer.backward(tf.div(relevance, tf.add(total, TINY)), part);
}

/** By how far each value is from the end of the range that its weight would like least. */
function box(relevance: tf.Tensor, layer: LinearLayer, { low, high }: Bounds): tf.Tensor {
  const least = tf.add(layer.forward(low, 'positive'), layer.forward(high, 'negative'));
  const each = tf.div(relevance, stabilised(tf.sub(layer.forward(layer.x), least), TINY));
  const worst = tf.add(tf.mul(low, layer.backward(each, 'positive')), tf.mul(high, layer.backward(each, 'negative')));
  return tf.sub(tf.mul(layer.x, layer.backward(each)), worst);
}

const negativePart = (value: tf.Tensor) => tf.neg(tf.relu(tf.neg(value)));

/** The sum of all positive contributions. */
function positives({ x, nonNegative, forward }: LinearLayer): tf.Tensor {
  const known = forward(nonNegative ? x : tf.relu(x), 'positive');
  return nonNegative ? known : tf.add(known, forward(negativePart(x), 'negative'));
}

/** The sum of all negative contributions. */
function negatives({ x, nonNegative, forward }: LinearLayer): tf.Tensor {
  const known = forward(nonNegative ? x : tf.relu(x), 'negative');
  return nonNegative ? known : tf.add(known, forward(negativePart(x), 'positive'));
}

/** Each positive contribution times `above` of its output, and each negative one times `below`. */
function split({ x, nonNegative, backward }: LinearLayer, above: tf.Tensor, below?: tf.Tensor): tf.Tensor {
  const back = (first: 'positive' | 'negative', second: 'positive' | 'negative') =>
    below ? tf.add(backward(above, first), backward(below, second)) : backward(above, first);
  if (nonNegative) return tf.mul(x, back('positive', 'negative'));
  const high = tf.mul(tf.relu(x), back('positive', 'negative'));
  return tf.add(high, tf.mul(negativePart(x), back('negative', 'positive')));
}
