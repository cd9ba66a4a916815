import * as tf from '@tensorflow/tfjs';
import { scaleOf } from '../operations/batch-norm.js';
import { conv2d, groupsOf } from '../operations/conv2d.js';
import { depthwiseConv2d } from '../operations/depthwise-conv2d.js';
import { convolve, type FusedActivation } from '../operations/kernel-windows.js';
import { rectifierOf } from '../operations/relu.js';
import type { Instruction } from './program.js';

/**
 * A convolution with the batch normalisation and the rectifier that directly follow it: one kernel where nobody asks for
 * the values in between. `run(k)` gives the value of `members[k]`.
 */
export interface Fusion {
  readonly members: readonly string[];
  run(input: tf.Tensor, last: number): tf.Tensor;
}

type Instructions = ReadonlyMap<string, Instruction>;
type Hold = <T extends Record<string, tf.Tensor>>(tensors: T) => T;

/** All chains of a graph that can be fused, by their first node. Folded kernels are handed to `hold`. */
export function fusionsOf(instructions: Instructions, hold: Hold): Map<string, Fusion> {
  const followers = soleFollowers(instructions);
  const fusions = new Map<string, Fusion>();
  for (const [name, first] of instructions) {
    const fusion = isConvolution(first) ? fusionFrom(first, followers, hold) : undefined;
    if (fusion) fusions.set(name, fusion);
  }
  return fusions;
}

function fusionFrom(first: Instruction, followers: Map<string, Instruction>, hold: Hold): Fusion | undefined {
  const next = followers.get(first.node.name);
  const norm = next?.operation.name === 'batch-norm' ? next : undefined;
  const last = norm ? followers.get(norm.node.name) : next;
  const activation = last && activationOf(last);
  if (!norm && !activation) return undefined;

  const { kernel, bias } = norm ? hold(fold(first, norm)) : first.tensors.weights;
  const members = [first, norm, activation ? last : undefined].flatMap((each) => (each ? [each.node.name] : []));
  const kind = first.operation === conv2d ? 'conv2d' : 'depthwiseConv2d';
  return {
    members,
    run: (input, end) =>
      convolve(
        kind,
        input,
        kernel,
        first.tensors,
        bias,
        end === members.length - 1 && activation ? activation : 'linear',
      ),
  };
}

/** The kernel and bias that do what the convolution and the normalisation do one after the other. */
function fold(first: Instruction, norm: Instruction): { kernel: tf.Tensor; bias: tf.Tensor } {
  const { kernel, bias } = first.tensors.weights;
  const { mean, beta } = norm.tensors.weights;
  const scale = scaleOf(norm.tensors);
  const shift = tf.mul(tf.sub(bias ?? 0, mean), scale);
  const [, , depth, multiplier] = kernel.shape;
  const perFilter = first.operation === depthwiseConv2d ? scale.reshape([depth, multiplier]) : scale;
  return { kernel: tf.mul(kernel, perFilter), bias: beta ? tf.add(shift, beta) : shift };
}

const isConvolution = ({ operation, tensors }: Instruction) =>
  operation === depthwiseConv2d || (operation === conv2d && groupsOf(tensors) === 1);

function activationOf({ operation, tensors }: Instruction): FusedActivation | undefined {
  if (operation.name !== 'relu') return undefined;
  const { maxValue, negativeSlope, threshold } = rectifierOf(tensors);
  if (negativeSlope !== 0 || threshold !== 0) return undefined;
  return maxValue === null ? 'relu' : maxValue === 6 ? 'relu6' : undefined;
}

/** Of each node that feeds exactly one other: that other. */
function soleFollowers(instructions: Instructions): Map<string, Instruction> {
  const counts = new Map<string, number>();
  const followers = new Map<string, Instruction>();
  for (const instruction of instructions.values()) {
    for (const input of instruction.node.inputs) {
      counts.set(input, (counts.get(input) ?? 0) + 1);
      followers.set(input, instruction);
    }
  }
  for (const [name, count] of counts) if (count > 1) followers.delete(name);
  return followers;
}
