import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import type { Network, NetworkGraph, NetworkNode } from '../../src/network/network.js';
import { operationOf } from '../../src/network/operations/index.js';
import { type NdArray, sizeOf } from '../../src/numeric/nd-array.js';
import { random } from '../../src/numeric/random.js';

/** A node in short: `['conv', 'conv2d', {strides: 2}, {kernel: [3, 3, 1, 4]}, ['input']]`; its input is the node before it. */
export type CompactNode = readonly [
  name: string,
  operation: string,
  attributes?: Record<string, unknown>,
  weights?: Record<string, readonly number[] | NdArray>,
  inputs?: readonly string[],
];

export interface GraphOptions {
  readonly seed?: number;
  /** Range of the made-up weights. */
  readonly range?: readonly [number, number];
  readonly logits?: string;
}

/** A graph of a few nodes on an input `[h, w, c]`; weights given by shape are seeded random. */
export function buildGraph(
  input: readonly (number | null)[],
  compact: readonly CompactNode[],
  { seed = 1, range = [-1, 1], logits }: GraphOptions = {},
): NetworkGraph {
  const { uniform } = random(seed);
  const [low, high] = range;
  const weightOf = (weight: readonly number[] | NdArray): NdArray =>
    'data' in weight
      ? weight
      : { shape: weight, data: Float32Array.from({ length: sizeOf(weight) }, () => low + (high - low) * uniform()) };
  const nodes: NetworkNode[] = [node('input', 'input', { shape: input }, {}, [], input)];
  for (const [name, operation, attributes = {}, weights = {}, inputs = [nodes.at(-1)!.name]] of compact) {
    const given = Object.fromEntries(Object.entries(weights).map(([role, weight]) => [role, weightOf(weight)]));
    const shapes = inputs.map((each) => nodes.find((other) => other.name === each)!.shape);
    const shape = operationOf({ name, operation }).shape(shapes, { name, attributes, weights: given });
    nodes.push(node(name, operation, attributes, given, inputs, shape));
  }
  const last = nodes.at(-1)!.name;
  return {
    name: 'test',
    fingerprint: '0'.repeat(64),
    nodes,
    output: last,
    logits: logits ?? last,
    classes: [],
    input: { height: input[0], width: input[1], channels: input[2], range: [0, 1] },
  };
}

/** A built graph on an engine. */
export async function buildNetwork(
  input: readonly (number | null)[],
  compact: readonly CompactNode[],
  { engine = 'wasm', ...options }: GraphOptions & { readonly engine?: string } = {},
): Promise<Network> {
  return createNetwork(buildGraph(input, compact, options), await createEngine(engine));
}

/** Seeded random images. */
export function randomBatch(shape: readonly number[], seed = 1): NdArray {
  const { uniform } = random(seed);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => uniform() * 2 - 1) };
}

function node(
  name: string,
  operation: string,
  attributes: Record<string, unknown>,
  weights: Record<string, NdArray>,
  inputs: readonly string[],
  shape: readonly (number | null)[],
): NetworkNode {
  return { name, operation, attributes, weights, inputs, shape, layer: name, layerOperation: operation };
}
