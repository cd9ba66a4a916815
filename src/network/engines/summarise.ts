import * as tf from '@tensorflow/tfjs';
import { pairOf } from '../operations/attributes.js';
import { conv2d, groupsOf } from '../operations/conv2d.js';
import { CHANNEL_SUM, ownKernel } from '../wasm/wasm-kernels.js';
import type { ChannelSum, GradientSummary } from './engine.js';
import type { Instruction, Program } from './program.js';

/**
 * The values that the summaries of the nodes in `at` are made of. A weighted sum over the channels of a 1x1 convolution is one
 * over those of its input: where that is less work, the convolution's own value need not be there, and can be fused away.
 */
export function valuesRead(program: Program, summary: GradientSummary, at: readonly string[]): string[] {
  return at.map((name) => narrowInput(program, summary, name) ?? name);
}

/** The summary of a node, whose value is among `values`, or that of the input that stands for it. Inside a tidy. */
export function summarise(
  program: Program,
  summary: GradientSummary,
  { name, gradient }: { readonly name: string; readonly gradient: tf.Tensor },
  values: ReadonlyMap<string, tf.Tensor>,
): tf.Tensor {
  const value = values.get(name);
  if (!isChannelSum(summary)) return summary(gradient, value as tf.Tensor);
  const weights = summary.weights(gradient);
  if (value) return weightedSum(value, weights);
  const input = values.get(narrowInput(program, summary, name) ?? '');
  // Freed before the gradient came here: nothing of it did.
  if (!input) return tf.zeros(gradient.shape.slice(0, -1));
  const { kernel, bias } = (program.instructions.get(name) as Instruction).tensors.weights;
  const [, , depth, filters] = kernel.shape;
  const images = weights.shape[0];
  const perFilter = turned(weights, [images, filters]);
  const perChannel = turned(tf.matMul(kernel.reshape([depth, filters]), perFilter), [depth, images]);
  const sum = weightedSum(input, perChannel.reshape([images, 1, 1, depth]));
  return bias ? sum.add(tf.matMul(bias.reshape([1, filters]), perFilter).reshape([images, 1, 1])) : sum;
}

/** The transpose of a matrix of this shape. */
function turned(matrix: tf.Tensor, [rows, columns]: readonly [number, number]): tf.Tensor {
  return rows === 1 || columns === 1 ? matrix.reshape([columns, rows]) : matrix.reshape([rows, columns]).transpose();
}

const isChannelSum = (summary: GradientSummary): summary is ChannelSum => typeof summary !== 'function';

function narrowInput({ instructions }: Program, summary: GradientSummary, name: string): string | undefined {
  const instruction = instructions.get(name);
  if (!isChannelSum(summary) || instruction?.operation !== conv2d) return undefined;
  const { node, tensors } = instruction;
  const [height, width, depth, filters] = tensors.weights.kernel.shape;
  const isPointwise = height * width === 1 && pairOf(tensors, 'strides', [1, 1]).every((stride) => stride === 1);
  const [rows, columns] = node.shape;
  const cells = (rows ?? Number.POSITIVE_INFINITY) * (columns ?? 1);
  const saves = depth < filters && cells * (filters - depth) > depth * filters;
  return isPointwise && saves && groupsOf(tensors) === 1 ? node.inputs[0] : undefined;
}

/** Sum over the channels of `[n, h, w, c]`, each with its weight, `[n, 1, 1, c]`: `[n, h, w]`. */
export function weightedSum(value: tf.Tensor, weights: tf.Tensor): tf.Tensor {
  const own = ownKernel(CHANNEL_SUM);
  if (own) return own({ value, weights });
  const [n, h, w, c] = value.shape;
  return tf.matMul(value.reshape([n, h * w, c]), weights.reshape([n, c, 1])).reshape([n, h, w]);
}
