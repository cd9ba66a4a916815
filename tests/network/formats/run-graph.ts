import * as tf from '@tensorflow/tfjs';
import type { NetworkGraph } from '../../../src/network/network.js';
import { OPERATIONS } from '../../../src/network/operations/index.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';

tf.env().set('IS_TEST', true);

/** Runs a graph node by node, the slowest and plainest way: what readers write is judged without an engine. */
export function runGraph(graph: NetworkGraph, batch: NdArray): Map<string, Float32Array> {
  const results = new Map<string, Float32Array>();
  tf.engine().startScope();
  const values = new Map<string, tf.Tensor>();
  for (const node of graph.nodes) {
    const operation = OPERATIONS[node.operation];
    const inputs = node.inputs.length
      ? node.inputs.map((name) => values.get(name)!)
      : [tf.tensor(batch.data, [...batch.shape])];
    const weights = Object.fromEntries(
      Object.entries(node.weights).map(([role, { shape, data }]) => [role, tf.tensor(data, [...shape])]),
    );
    const shapes = inputs.map((input) => input.shape.slice(1));
    const prepared = operation.prepare?.({ ...node, weights }, shapes) ?? {};
    const value = operation.forward(inputs, { ...node, weights, prepared });
    values.set(node.name, value);
    results.set(node.name, value.dataSync() as Float32Array);
  }
  tf.engine().endScope();
  return results;
}

/** Values from 0 to 1 that look random and are the same each time. */
export function testBatch(shape: readonly number[]): NdArray {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    shape,
    data: Float32Array.from({ length: size }, (_, i) => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1),
  };
}

/** The largest absolute difference of two lists of numbers. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let far = 0;
  for (let i = 0; i < a.length; i++) far = Math.max(far, Math.abs(a[i] - b[i]));
  return far;
}
