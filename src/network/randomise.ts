import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import { type Random, random } from '../numeric/random.js';
import { createNetwork } from './create-network.js';
import { createEngine } from './engines/index.js';
import { fingerprint } from './fingerprint.js';
import type { Network, NetworkGraph } from './network.js';

export interface RandomiseOptions {
  /** Whose weights are drawn anew: names of layers. */
  readonly layers: readonly string[];
  /**
   * `moments`: kernels normal with the mean and the standard deviation that they had, all else shuffled. `glorot`: as before
   * training, kernels uniform (Glorot and Bengio 2010), scales and variances 1, all else 0. Default: `moments`.
   */
  readonly initialisation?: 'moments' | 'glorot';
  /** Default: 1. */
  readonly seed?: number;
}

/** Names of the layers that have weights, from the output down. */
export function layersFromTop({ nodes }: Pick<NetworkGraph, 'nodes'>): string[] {
  const learned = nodes.filter(({ weights }) => Object.keys(weights).length > 0);
  return [...new Set(learned.map(({ layer }) => layer).reverse())];
}

/**
 * The same network with the weights of some layers drawn anew, and so with another fingerprint. Weights that several
 * layers share stay shared.
 * @throws RangeError for a layer that does not exist or has no weights.
 */
export function randomiseGraph(graph: NetworkGraph, options: RandomiseOptions): NetworkGraph {
  const { layers, initialisation = 'moments', seed = 1 } = options;
  const known = layersFromTop(graph);
  const unknown = layers.find((layer) => !known.includes(layer));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot randomise "${unknown}" of "${graph.name}": layers with weights are ${known.join(', ')}`,
    );
  }
  const source = random(seed);
  const drawn = new Map<Float32Array, NdArray>();
  const draw = (role: string, weight: NdArray) => {
    const found = drawn.get(weight.data) ?? { shape: weight.shape, data: DRAWS[initialisation](role, weight, source) };
    drawn.set(weight.data, found);
    return found;
  };
  const nodes = graph.nodes.map((node) => {
    if (!layers.includes(node.layer)) return node;
    const weights = Object.entries(node.weights).map(([role, weight]) => [role, draw(role, weight)]);
    return { ...node, weights: Object.fromEntries(weights) };
  });
  return { ...graph, nodes, fingerprint: fingerprint({ nodes, output: graph.output }) };
}

/** A randomised network on the same engine. Whoever asked for it disposes of it. */
export async function randomiseNetwork(network: Network, options: RandomiseOptions): Promise<Network> {
  const { operations } = network.compiled;
  const { name, nodes, output, logits, classes, input } = network;
  const graph = { name, fingerprint: '', nodes, output, logits, classes, input };
  const engine = await createEngine(network.engine, { operations, ...(operations ? {} : { workers: 1 }) });
  return createNetwork(randomiseGraph(graph, options), engine);
}

type Draw = (role: string, weight: NdArray, random: Random) => Float32Array;

const DRAWS: Readonly<Record<'moments' | 'glorot', Draw>> = {
  moments: (_, { shape, data }, { normal, shuffle }) => {
    if (shape.length < 2) return Float32Array.from(shuffle([...data]));
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const deviation = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
    return data.map(() => mean + deviation * normal());
  },
  glorot: (role, { shape, data }, { uniform }) => {
    if (shape.length < 2) return data.map(() => (role === 'gamma' || role === 'variance' ? 1 : 0));
    const field = sizeOf(shape.slice(0, -2));
    const limit = Math.sqrt(6 / (field * (shape[shape.length - 2] + shape[shape.length - 1])));
    return data.map(() => limit * (2 * uniform() - 1));
  },
};
