import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../../network/network.js';
import { type BackwardRule, operationOf } from '../../network/operations/index.js';
import { ACTIVATIONS } from '../rules/activations.js';
import { stabilised, TINY } from './stabilised.js';

/** Activations, and what multiplies and adds a constant: relevance passes as it is. */
const PASSES = [
  ...ACTIVATIONS,
  // Also what is left of a normalisation that was folded.
  'identity',
  'batch-norm',
  'rescaling',
  'normalization',
];

/** What moves values, or picks one of them: relevance goes where its value came from. */
const MOVES = [
  'input',
  'flatten',
  'reshape',
  'permute',
  'zero-padding',
  'cropping',
  'concatenate',
  'max-pool',
  'global-max-pool',
  'maximum',
  'minimum',
];

const MEANS = ['average-pool', 'global-average-pool', 'up-sampling', 'resizing'];
const SUMS = ['add', 'subtract', 'average'];
const GATES = ['sigmoid', 'hard-sigmoid', 'softmax'];

const withKeeps = (rule: (...given: Parameters<BackwardRule>) => readonly tf.Tensor[], keeps: BackwardRule['keeps']) =>
  Object.assign(rule, { keeps });

const pass: BackwardRule = withKeeps((relevance) => [relevance], []);

/**
 * The rule of what is neither convolution nor dense layer: `gradient` where the true gradient moves relevance as it should,
 * `undefined` where there is none.
 */
export function otherRule(
  node: NetworkNode,
  epsilon: number,
  nodes: ReadonlyMap<string, NetworkNode>,
): BackwardRule | 'gradient' | undefined {
  const { operation } = node;
  if (PASSES.includes(operation)) return pass;
  if (MOVES.includes(operation)) return 'gradient';
  if (MEANS.includes(operation)) return inProportion(node, TINY);
  if (SUMS.includes(operation)) return inProportion(node, Math.max(epsilon, TINY));
  return operation === 'multiply' ? signalTakesAll(node, nodes) : undefined;
}

/** Shared out in proportion to what each value adds to the sum or mean. */
function inProportion(node: NetworkNode, epsilon: number): BackwardRule {
  const { backward } = operationOf(node);
  return (relevance, values) => {
    const parts = backward(tf.div(relevance, stabilised(values.output, epsilon)), values);
    return parts.map((part, i) => tf.mul(part, values.inputs[i]));
  };
}

/** A product of one signal and its gates: all goes to the signal (Arras et al. 2017). */
function signalTakesAll(node: NetworkNode, nodes: ReadonlyMap<string, NetworkNode>): BackwardRule | undefined {
  const isSignal = node.inputs.map((input) => !isGate(input, nodes));
  if (isSignal.filter(Boolean).length !== 1) return undefined;
  return withKeeps(
    (relevance, { inputShapes }) =>
      inputShapes.map((shape, i) => (isSignal[i] ? stretchedBack(relevance, shape) : tf.zeros([...shape]))),
    [],
  );
}

function stretchedBack(relevance: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const axes = shape.flatMap((length, axis) => (length === 1 && relevance.shape[axis] !== 1 ? [axis] : []));
  return axes.length === 0 ? relevance : tf.sum(relevance, axes, true);
}

function isGate(name: string, nodes: ReadonlyMap<string, NetworkNode>): boolean {
  const node = nodes.get(name) as NetworkNode;
  if (['identity', 'reshape', 'permute'].includes(node.operation)) return isGate(node.inputs[0], nodes);
  return GATES.includes(node.operation);
}
