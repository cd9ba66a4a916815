import type { NetworkNode } from '../network.js';
import type { Operation, Shape } from '../operations/operation.js';
import { isNumbers } from './config.js';
import type { LayerNode, LayerReader } from './layers/index.js';
import { batchShapeOf, type Dialect, type LayerSpec, type ModelSpec, type TensorRef } from './topology.js';
import type { WeightStore } from './weight-store.js';

export interface FlattenTools {
  readonly dialect: Dialect;
  readonly weights: WeightStore;
  /** Readers by layer class. */
  readonly layers: Readonly<Record<string, LayerReader>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A model and its nested ones as one list of nodes in topological order, and the names of the model's outputs. */
export function flatten(model: ModelSpec, tools: FlattenTools): { nodes: NetworkNode[]; outputs: readonly string[] } {
  const builder = nodeBuilder(tools);
  const inputs = model.inputs.map((ref) => builder.addInput(layerNamed(model, ref)));
  const outputs = addModel(model, inputs, { prefix: '', path: [] }, builder);
  return { nodes: builder.nodes, outputs };
}

/** Where a nested model stands: what its nodes are called, and what its weights are. */
interface Place {
  readonly prefix: string;
  readonly path: readonly string[];
}

/** Adds a model's layers in their order in the file (what a layer reads comes first); returns its outputs' names. */
function addModel(model: ModelSpec, inputs: readonly string[], place: Place, builder: NodeBuilder): readonly string[] {
  const done = new Map<string, readonly string[]>();
  const open = new Set<string>();
  model.inputs.forEach((ref, index) => {
    done.set(`${ref.layer} ${ref.call}`, [inputs[index]]);
  });

  const resolve = (ref: TensorRef): string => {
    const layer = layerNamed(model, ref);
    const value = use(layer, ref.call)[ref.tensor];
    if (value === undefined) throw new Error(`layer "${place.prefix}${ref.layer}" has no output ${ref.tensor}`);
    return value;
  };
  const use = (layer: LayerSpec, call: number): readonly string[] => {
    const key = `${layer.name} ${call}`;
    const known = done.get(key);
    if (known) return known;
    if (open.has(key)) throw new Error(`layer "${place.prefix}${layer.name}" reads its own output`);
    const reads = layer.calls[call];
    if (!reads) throw new Error(`layer "${place.prefix}${layer.name}" is not used a time ${call + 1}`);
    open.add(key);
    const names = addLayer(layer, call, reads.map(resolve), place, builder);
    done.set(key, names);
    return names;
  };
  for (const layer of model.layers) layer.calls.forEach((_, call) => void use(layer, call));
  return model.outputs.map(resolve);
}

function addLayer(
  layer: LayerSpec,
  call: number,
  inputs: readonly string[],
  { prefix, path }: Place,
  builder: NodeBuilder,
): readonly string[] {
  const name = `${prefix}${layer.name}${call > 0 ? `#${call + 1}` : ''}`;
  const weightPath = [...path, layer.name];
  if (!layer.model) return [builder.addLayer(layer, name, inputs, weightPath)];
  const wanted = layer.model.inputs.length;
  if (inputs.length !== wanted) throw new Error(`model "${name}" reads ${inputs.length} values, expected ${wanted}`);
  return addModel(layer.model, inputs, { prefix: `${name}/`, path: weightPath }, builder);
}

function layerNamed(model: ModelSpec, { layer: name }: TensorRef): LayerSpec {
  const layer = model.layers.find((each) => each.name === name);
  if (!layer) throw new Error(`model "${model.name}" refers to a layer "${name}" that it does not have`);
  return layer;
}

interface NodeBuilder {
  readonly nodes: NetworkNode[];
  addInput(layer: LayerSpec): string;
  addLayer(layer: LayerSpec, name: string, inputs: readonly string[], path: readonly string[]): string;
}

function nodeBuilder({ dialect, weights, layers, operations }: FlattenTools): NodeBuilder {
  const nodes = new Map<string, NetworkNode>();
  const list: NetworkNode[] = [];
  const add = (node: NetworkNode) => {
    if (nodes.has(node.name)) throw new Error(`two layers are called "${node.name}"`);
    nodes.set(node.name, node);
    list.push(node);
  };
  const shapesOf = (names: readonly string[]): Shape[] => names.map((name) => nodes.get(name)!.shape);

  const addNode = (made: LayerNode, named: Pick<NetworkNode, 'name' | 'inputs' | 'layer' | 'layerOperation'>) => {
    if (!Object.hasOwn(operations, made.operation)) throw new Error(`there is no operation "${made.operation}"`);
    const spec = {
      ...named,
      operation: made.operation,
      attributes: made.attributes ?? {},
      weights: made.weights ?? {},
    };
    add({ ...spec, shape: operations[made.operation].shape(shapesOf(named.inputs), spec) });
  };

  const addLayer: NodeBuilder['addLayer'] = (layer, name, inputs, path) => {
    const { className, config } = layer;
    const reader = readerOf(layers, className, name);
    const source = { name, className, config, dialect, inputShapes: shapesOf(inputs) };
    try {
      if (inputs.length === 0) throw new Error('it reads no other layer');
      const chain = reader({ ...source, weights: (wanted) => weights.take(path, wanted) });
      if (chain.length === 0) throw new Error('its reader returns no nodes');
      const layerOperation = chain[0].layerOperation ?? chain[0].operation;
      const names = chain.map((made, i) =>
        i === chain.length - 1 ? name : `${name}:${made.suffix ?? 'preactivation'}`,
      );
      chain.forEach((made, i) => {
        addNode(made, { name: names[i], inputs: i === 0 ? inputs : [names[i - 1]], layer: name, layerOperation });
      });
    } catch (error) {
      throw new Error(`layer "${name}" (${className}): ${reasonOf(error)}`, { cause: error });
    }
    return name;
  };

  const addInput = (layer: LayerSpec) => {
    const { name } = layer;
    const shape = inputShape(layer);
    add({
      name,
      operation: 'input',
      inputs: [],
      attributes: { shape },
      weights: {},
      shape,
      layer: name,
      layerOperation: 'input',
    });
    return name;
  };
  return { nodes: list, addInput, addLayer };
}

/** What an operation or a reader complains of, without the node's name, which is said already. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/^Cannot run "[^"]*": /, '').replace(/^Cannot run "[^"]*" /, 'it cannot run ');
}

function inputShape(layer: LayerSpec): Shape {
  const shape = batchShapeOf(layer);
  const isLength = (length: unknown) => length === null || (isNumbers([length]) && Number(length) > 0);
  if (!Array.isArray(shape) || !shape.every(isLength)) {
    throw new Error(`input "${layer.name}" does not say its shape, expected [null, height, width, channels]`);
  }
  return shape.slice(1);
}

function readerOf(layers: FlattenTools['layers'], className: string, name: string): LayerReader {
  const known = className.slice(className.lastIndexOf('>') + 1);
  if (Object.hasOwn(layers, className)) return layers[className];
  if (Object.hasOwn(layers, known)) return layers[known];
  throw new Error(
    `layer "${name}" is a ${className}, a class that convlens does not know: ` +
      `give loadNetwork a reader for it in its "layers" option (and an operation in "operations" if none fits)`,
  );
}
