import { type NdArray, sizeOf } from '../../numeric/nd-array.js';
import type { NetworkGraph, NetworkNode } from '../network.js';
import { activationWord } from './writers/activations.js';
import { CONVOLUTION_WRITERS } from './writers/convolutions.js';
import { WRITERS } from './writers/index.js';
import type { NodeSource, WrittenLayer } from './writers/layer-writer.js';

/** A tfjs layers-model in memory, as `tf.io.ModelArtifacts`: `tf.io.fromMemory`, `loadNetwork` and files take it. */
export interface WrittenLayersModel {
  readonly modelTopology: Readonly<Record<string, unknown>>;
  readonly weightSpecs: readonly { readonly name: string; readonly shape: number[]; readonly dtype: 'float32' }[];
  /** All weights one after the other, in the order of `weightSpecs`. */
  readonly weightData: ArrayBuffer;
}

/**
 * The graph of a network as a functional layers-model of tfjs: a Keras layer a node, and an activation in the layer that
 * it belongs to where tfjs has a word for it, so that nodes keep their names. What tfjs has no layer for is put together
 * (a subtraction is a scaling by -1 and an addition). Signs that tfjs takes in no name become `_` (`conv:depthwise` is
 * `conv_depthwise`); a layer that is used twice is written twice.
 * @throws Error `Cannot write "...": layer "..." ...` that names what no layer of tfjs can say.
 *
 * @example
 * const model = await tf.loadLayersModel(tf.io.fromMemory(writeLayersModel(network)));
 */
export function writeLayersModel(graph: Pick<NetworkGraph, 'name' | 'nodes' | 'output'>): WrittenLayersModel {
  const nodes = sourcesOf(graph.nodes);
  const carriers = carriersOf(nodes, graph.output);
  const inside = new Set([...carriers.values()].map(({ name }) => name));
  const nameOf = namesOf(nodes);
  const layers: Record<string, unknown>[] = [];
  const weights: [name: string, value: NdArray][] = [];
  for (const node of nodes) {
    if (inside.has(node.name)) continue;
    const carrier = carriers.get(node.name);
    const inputs = (carrier ?? node).inputs.map((name) => nameOf(name));
    const chain = chainOf(graph.name, node, carrier);
    const names = chain.map((_, i) => (i === chain.length - 1 ? nameOf(node.name) : nameOf(`${node.name}:step${i}`)));
    chain.forEach((layer, i) => {
      layers.push(layerJson(layer, names[i], readsOf(layer, inputs, names[i - 1])));
      for (const [role, value] of Object.entries(layer.weights ?? {})) weights.push([`${names[i]}/${role}`, value]);
    });
  }
  return {
    modelTopology: {
      class_name: 'Model',
      config: {
        name: safeName(graph.name),
        layers,
        input_layers: [[nameOf(nodes[0].name), 0, 0]],
        output_layers: [[nameOf(graph.output), 0, 0]],
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightSpecs: weights.map(([name, { shape }]) => ({ name, shape: [...shape], dtype: 'float32' })),
    weightData: joinedData(weights.map(([, value]) => value)),
  };
}

function sourcesOf(nodes: readonly NetworkNode[]): NodeSource[] {
  const shapes = new Map(nodes.map(({ name, shape }) => [name, shape]));
  return nodes.map((node) => ({ ...node, inputShapes: node.inputs.map((name) => shapes.get(name) ?? []) }));
}

/** The layer that each activation is part of: the node `NAME:preactivation` that nothing else reads. */
function carriersOf(nodes: readonly NodeSource[], output: string): Map<string, NodeSource> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const readers = new Map<string, number>([[output, 1]]);
  for (const input of nodes.flatMap(({ inputs }) => inputs)) readers.set(input, (readers.get(input) ?? 0) + 1);
  const carriers = new Map<string, NodeSource>();
  for (const node of nodes) {
    const before = byName.get(node.inputs[0]);
    if (!before || before.name !== `${node.name}:preactivation` || readers.get(before.name) !== 1) continue;
    if (Object.hasOwn(CONVOLUTION_WRITERS, before.operation) && activationWord(node) !== null) {
      carriers.set(node.name, before);
    }
  }
  return carriers;
}

function chainOf(model: string, node: NodeSource, carrier: NodeSource | undefined): readonly WrittenLayer[] {
  const { name, operation } = carrier ?? node;
  try {
    if (!Object.hasOwn(WRITERS, operation)) throw new Error(`is a node of operation "${operation}"`);
    const chain = WRITERS[operation](carrier ?? node);
    if (!carrier) return chain;
    return chain.map((layer) => ({ ...layer, config: { ...layer.config, activation: activationWord(node) } }));
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`Cannot write "${model}": layer "${name}" ${message}, which no layer of tfjs does`, {
      cause: error,
    });
  }
}

function readsOf({ reads }: WrittenLayer, inputs: readonly string[], before: string | undefined): readonly string[] {
  if (reads) return reads.map((read) => (read === 'before' ? String(before) : inputs[read]));
  return before === undefined ? inputs : [before];
}

function layerJson({ className, config }: WrittenLayer, name: string, reads: readonly string[]) {
  return {
    class_name: className,
    name,
    config: { name, trainable: true, ...config },
    inbound_nodes: reads.length === 0 ? [] : [reads.map((read) => [read, 0, 0, {}])],
  };
}

/** A name that tfjs takes for each node, no two alike; the same each time it is asked for. */
function namesOf(nodes: readonly NodeSource[]): (name: string) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const nameOf = (name: string) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const safe = safeName(name);
    let free = safe;
    for (let i = 2; taken.has(free); i++) free = `${safe}_${i}`;
    names.set(name, free);
    taken.add(free);
    return free;
  };
  // Names that tfjs takes as they are stay.
  for (const { name } of nodes) if (safeName(name) === name) nameOf(name);
  return nameOf;
}

const safeName = (name: string) => name.replace(/[^-\w./]/g, '_').replace(/^(?![A-Za-z0-9])/, 'layer');

function joinedData(values: readonly NdArray[]): ArrayBuffer {
  const all = new Float32Array(values.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let offset = 0;
  for (const { data } of values) {
    all.set(data, offset);
    offset += data.length;
  }
  return all.buffer;
}
