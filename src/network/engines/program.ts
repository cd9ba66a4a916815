import * as tf from '@tensorflow/tfjs';
import type { NdArray } from '../../numeric/nd-array.js';
import type { NetworkGraph, NetworkNode } from '../network.js';
import { type Operation, operationOf, type Shape, type TensorNode } from '../operations/index.js';
import { type Fusion, fusionsOf } from './fusion.js';

/** A node ready to run on a backend. */
export interface Instruction {
  readonly node: NetworkNode;
  readonly operation: Operation;
  readonly tensors: TensorNode;
}

/** A graph with its weights as tensors of one backend. */
export interface Program {
  readonly graph: NetworkGraph;
  /** In topological order. */
  readonly instructions: ReadonlyMap<string, Instruction>;
  /** Chains of nodes that can run as one kernel, by the name of their first node. */
  readonly fusions: ReadonlyMap<string, Fusion>;
  dispose(): void;
}

/**
 * Puts a graph's weights on the backend that is set.
 * @throws Error on an operation nobody knows.
 */
export function createProgram(graph: NetworkGraph, custom: Readonly<Record<string, Operation>> = {}): Program {
  const operations = new Map(graph.nodes.map((node) => [node.name, operationOf(node, custom)]));
  const shapes = new Map(graph.nodes.map((node) => [node.name, node.shape]));
  const held: tf.Tensor[] = [];
  const hold = <T extends Record<string, tf.Tensor>>(tensors: T): T => {
    for (const tensor of Object.values(tensors)) held.push(tf.keep(tensor));
    return tensors;
  };
  const instructions = new Map<string, Instruction>();
  const fusions = new Map<string, Fusion>();
  try {
    tf.tidy(() => {
      for (const node of graph.nodes) {
        const inputs = node.inputs.map((name) => shapes.get(name) as Shape);
        instructions.set(node.name, instructionOf(node, operations.get(node.name) as Operation, inputs, hold));
      }
      for (const [name, fusion] of fusionsOf(instructions, hold)) fusions.set(name, fusion);
    });
  } catch (error) {
    tf.dispose(held);
    throw error;
  }
  return { graph, instructions, fusions, dispose: () => tf.dispose(held) };
}

type Hold = <T extends Record<string, tf.Tensor>>(tensors: T) => T;

function instructionOf(node: NetworkNode, operation: Operation, inputs: readonly Shape[], hold: Hold): Instruction {
  const tensorOf = ({ data, shape }: NdArray) => tf.tensor(data, [...shape], 'float32');
  const weights = hold(
    Object.fromEntries(Object.entries(node.weights).map(([role, value]) => [role, tensorOf(value)])),
  );
  const { name, attributes } = node;
  const prepared = hold(operation.prepare?.({ name, attributes, weights }, inputs) ?? {});
  return { node, operation, tensors: { name, attributes, weights, prepared } };
}
