import type { NdArray } from '../numeric/nd-array.js';
import type { NetworkGraph, NetworkNode } from './network.js';

/** The axis of a kernel that counts what comes out, of operations with a kernel. */
const FILTERS: Readonly<Record<string, readonly number[]>> = {
  conv2d: [3],
  'depthwise-conv2d': [2, 3],
  'conv2d-transpose': [2],
  dense: [1],
};

/**
 * The same network with each batch normalisation taken into the convolution or dense layer right before it, where nobody
 * else reads that layer. The normalisation's node becomes an `identity`; all names, shapes and outputs stay.
 */
export function foldBatchNorm<G extends Pick<NetworkGraph, 'nodes'>>(graph: G): G {
  const readers = new Map<string, number>();
  for (const name of graph.nodes.flatMap(({ inputs }) => inputs)) readers.set(name, (readers.get(name) ?? 0) + 1);
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  for (const norm of graph.nodes) {
    const before = nodes.get(norm.inputs[0]);
    if (norm.operation !== 'batch-norm' || !before || !(before.operation in FILTERS)) continue;
    if (readers.get(before.name) !== 1) continue;
    nodes.set(before.name, folded(before, norm));
    nodes.set(norm.name, { ...norm, operation: 'identity', attributes: {}, weights: {} });
  }
  return { ...graph, nodes: [...nodes.values()] };
}

/** What a batch normalisation multiplies each channel by, and then adds. */
export function affineOf({ attributes, weights }: NetworkNode): { scale: Float64Array; shift: Float64Array } {
  const { mean, variance, gamma, beta } = weights;
  const epsilon = typeof attributes.epsilon === 'number' ? attributes.epsilon : 1e-3;
  const scale = Float64Array.from(variance.data, (value, i) => (gamma?.data[i] ?? 1) / Math.sqrt(value + epsilon));
  return { scale, shift: scale.map((factor, i) => (beta?.data[i] ?? 0) - mean.data[i] * factor) };
}

function folded(node: NetworkNode, norm: NetworkNode): NetworkNode {
  const { scale, shift } = affineOf(norm);
  const { kernel, bias } = node.weights;
  const axes = FILTERS[node.operation];
  // Positions of one filter's weights lie this far apart: everything behind the last of its axes.
  const step = kernel.shape.slice(axes[axes.length - 1] + 1).reduce((size, length) => size * length, 1);
  const data = Float32Array.from(kernel.data, (w, i) => w * scale[Math.floor(i / step) % scale.length]);
  const offsets = Float32Array.from(shift, (offset, i) => offset + (bias?.data[i] ?? 0) * scale[i]);
  const weights: Record<string, NdArray> = {
    ...node.weights,
    kernel: { shape: kernel.shape, data },
    bias: { shape: [scale.length], data: offsets },
  };
  return { ...node, weights };
}
