import { type Config, isRecord, snakeKeys } from './config.js';

/** One value that a layer reads: output `tensor` of the `call`-th use of `layer`. */
export interface TensorRef {
  readonly layer: string;
  readonly call: number;
  readonly tensor: number;
}

export interface LayerSpec {
  readonly name: string;
  readonly className: string;
  readonly config: Config;
  /** What the layer reads, each time that it is used. */
  readonly calls: readonly (readonly TensorRef[])[];
  /** The layers of a nested model. */
  readonly model: ModelSpec | null;
}

/** A model in one form, whichever dialect of Keras wrote it; a Sequential is a chain of layers. */
export interface ModelSpec {
  readonly name: string;
  readonly layers: readonly LayerSpec[];
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
}

/** Which Keras wrote a topology: defaults and formulas differ. */
export interface Dialect {
  readonly keras3: boolean;
  readonly tfjs: boolean;
}

/**
 * The layers of a tfjs or Keras topology: Sequential or functional, nested or not, Keras 1 to 3.
 * @throws if it is something else.
 */
export function readTopology(topology: unknown): { model: ModelSpec; dialect: Dialect } {
  const json: unknown = typeof topology === 'string' ? JSON.parse(topology) : topology;
  const wrapper = snakeKeys(json);
  if (!isRecord(wrapper)) throw new Error('its modelTopology is no object, expected {class_name, config}');
  if (Array.isArray(wrapper.node) || 'library' in wrapper) throw new Error(GRAPH_MODEL);
  const root = isRecord(wrapper.model_config) ? wrapper.model_config : wrapper;
  if (!isModel(root)) {
    const what = typeof root.class_name === 'string' ? `a ${root.class_name}` : 'no model';
    throw new Error(`its modelTopology describes ${what}, expected a Sequential or a functional model with layers`);
  }
  return { model: readModel(root), dialect: dialectOf(wrapper, root) };
}

/** What to say of the other format that tfjs has. */
export const GRAPH_MODEL =
  'it is a TensorFlow graph-model, whose layers cannot be told apart: expected a layers-model ' +
  '(convert the Keras model with --output_format=tfjs_layers_model)';

function dialectOf(wrapper: Config, root: Config): Dialect {
  const version = String(wrapper.keras_version ?? root.keras_version ?? '');
  const keras3 = version ? /^[3-9]/.test(version) : /"__keras_tensor__"|"batch_shape"/.test(JSON.stringify(root));
  return { keras3, tfjs: version.startsWith('tfjs') };
}

function isModel(json: Config): boolean {
  return layersIn(json) !== null;
}

function layersIn(json: Config): readonly unknown[] | null {
  if (Array.isArray(json.config)) return json.config;
  return isRecord(json.config) && Array.isArray(json.config.layers) ? json.config.layers : null;
}

function readModel(json: Config): ModelSpec {
  const config = isRecord(json.config) ? json.config : {};
  const name = String(config.name ?? json.name ?? 'model');
  const layers = layersIn(json) ?? [];
  const inner = layers.map((layer, index) => readLayer(layer, `layer ${index + 1} of "${name}"`));
  if (inner.length === 0) throw new Error(`model "${name}" has no layers`);
  checkNames(inner);
  if (config.input_layers === undefined) return chain(name, inner, builtShape(json, config));
  const [inputs, outputs] = [refsOf(config.input_layers), refsOf(config.output_layers)];
  return alignCalls({ name, layers: inner, inputs, outputs });
}

function checkNames(layers: readonly LayerSpec[]): void {
  const seen = new Set<string>();
  for (const { name } of layers) {
    if (seen.has(name)) throw new Error(`two layers are called "${name}"`);
    seen.add(name);
  }
}

function readLayer(json: unknown, where: string): LayerSpec {
  if (!isRecord(json) || typeof json.class_name !== 'string') {
    throw new Error(`${where} is no layer, expected {class_name, config}`);
  }
  const config = isRecord(json.config) ? json.config : {};
  const model = isModel(json) ? readModel(json) : null;
  const name = json.name ?? config.name ?? model?.name;
  if (typeof name !== 'string') throw new Error(`${where} (${json.class_name}) has no name`);
  checkChannelsLast(name, json.class_name, config);
  const nodes = Array.isArray(json.inbound_nodes) ? json.inbound_nodes : [];
  return { name, className: json.class_name, config, model, calls: nodes.map(refsOf) };
}

function checkChannelsLast(name: string, className: string, config: Config): void {
  if (config.data_format !== 'channels_first' && config.data_format !== 'channelsFirst') return;
  throw new Error(
    `layer "${name}" (${className}) has data_format channels_first, expected channels_last: rebuild the model so`,
  );
}

/** Every tensor named in a value, in any of the forms that Keras writes, at any depth. */
function refsOf(value: unknown): TensorRef[] {
  if (Array.isArray(value)) {
    const [layer, call, tensor] = value;
    if (typeof layer === 'string' && typeof call === 'number') return [{ layer, call, tensor: Number(tensor ?? 0) }];
    return value.flatMap(refsOf);
  }
  if (!isRecord(value)) return [];
  if (value.class_name === '__keras_tensor__' && isRecord(value.config)) return refsOf(value.config.keras_history);
  return Object.values(value).flatMap(refsOf);
}

/** A Sequential as a functional model. Without an InputLayer of its own it gets one, named as Keras would. */
function chain(name: string, layers: readonly LayerSpec[], shape: unknown): ModelSpec {
  const [first] = layers;
  const all = first.className === 'InputLayer' ? layers : [inputLayer(first, shape), ...layers];
  const linked = all.map((layer, index) => ({
    ...layer,
    calls: [index === 0 ? [] : [{ layer: all[index - 1].name, call: 0, tensor: 0 }]],
  }));
  const end = (layer: LayerSpec) => [{ layer: layer.name, call: 0, tensor: 0 }];
  return { name, layers: linked, inputs: end(all[0]), outputs: end(all[all.length - 1]) };
}

/** The input shape that a Sequential was built with. */
function builtShape(json: Config, config: Config): unknown {
  const built = isRecord(json.build_config) ? json.build_config.input_shape : null;
  return config.build_input_shape ?? built ?? null;
}

function inputLayer(first: LayerSpec, shape: unknown): LayerSpec {
  return {
    name: `${first.name}_input`,
    className: 'InputLayer',
    config: { batch_input_shape: batchShapeOf(first) ?? shape },
    calls: [[]],
    model: null,
  };
}

/** The input shape with its batch that a layer states, or the first layer of a nested model. */
export function batchShapeOf({ config, model }: LayerSpec): unknown {
  const own = config.batch_input_shape ?? config.batch_shape;
  if (own !== undefined && own !== null) return own;
  const inner = model?.layers.find((layer) => layer.name === model.inputs[0]?.layer);
  return inner ? batchShapeOf(inner) : null;
}

/** Keras counts the uses of some nested models from 1, because making them was use 0. Here: all from 0. */
function alignCalls(model: ModelSpec): ModelSpec {
  const highest = new Map<string, number>();
  const refs = [...model.layers.flatMap((layer) => layer.calls.flat()), ...model.outputs];
  for (const { layer, call } of refs) highest.set(layer, Math.max(call, highest.get(layer) ?? 0));
  const shifts = new Map<string, number>();
  for (const { name, calls } of model.layers) {
    shifts.set(name, Math.max(0, (highest.get(name) ?? 0) - Math.max(calls.length - 1, 0)));
  }
  const align = (ref: TensorRef) => ({ ...ref, call: Math.max(0, ref.call - (shifts.get(ref.layer) ?? 0)) });
  const layers = model.layers.map((layer) => ({ ...layer, calls: layer.calls.map((call) => call.map(align)) }));
  return { ...model, layers, inputs: model.inputs.map(align), outputs: model.outputs.map(align) };
}
