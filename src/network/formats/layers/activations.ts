import { axisIn, type Config, isRecord, numberIn } from '../config.js';
import type { Dialect } from '../topology.js';
import { channelsOf, type LayerNode, type LayerReader, type LayerSource } from './layer-reader.js';

const node = (operation: string, attributes: Readonly<Record<string, unknown>> = {}): LayerNode => ({
  operation,
  attributes,
});
const relu = (settings: { maxValue?: number | null; negativeSlope?: number; threshold?: number } = {}) =>
  node('relu', { maxValue: null, negativeSlope: 0, threshold: 0, ...settings });
const hardSigmoid = ({ keras3 }: Dialect) => node('hard-sigmoid', { slope: keras3 ? 1 / 6 : 0.2, shift: 0.5 });

/** Activation functions by the name that Keras or tfjs gives them, in lower case without underscores. */
const ACTIVATIONS: Readonly<Record<string, (config: Config, dialect: Dialect) => LayerNode | null>> = {
  linear: () => null,
  relu: (config) =>
    relu({
      maxValue: typeof config.max_value === 'number' ? config.max_value : null,
      negativeSlope: numberIn(config, 'negative_slope', 0),
      threshold: numberIn(config, 'threshold', 0),
    }),
  relu6: () => relu({ maxValue: 6 }),
  leakyrelu: (config) => relu({ negativeSlope: numberIn(config, 'negative_slope', numberIn(config, 'alpha', 0.2)) }),
  thresholdedrelu: (config) => relu({ threshold: numberIn(config, 'theta', 1) }),
  elu: (config) => node('elu', { alpha: numberIn(config, 'alpha', 1) }),
  selu: () => node('selu'),
  swish: () => node('swish'),
  silu: () => node('swish'),
  gelu: (config) => node('gelu', { approximate: config.approximate === true }),
  gelunew: () => node('gelu', { approximate: true }),
  mish: () => node('mish'),
  hardsigmoid: (_, dialect) => hardSigmoid(dialect),
  hardswish: () => node('hard-swish'),
  hardsilu: () => node('hard-swish'),
  softplus: () => node('softplus'),
  softsign: () => node('softsign'),
  tanh: () => node('tanh'),
  sigmoid: () => node('sigmoid'),
  exponential: () => node('exponential'),
  softmax: () => node('softmax', { axis: -1 }),
  logsoftmax: () => node('log-softmax', { axis: -1 }),
};

/**
 * The node of an activation as a configuration states it, `null` if it changes nothing: a name, or an object of Keras 2.13
 * and later (`{class_name: 'function', config: 'relu'}`, `{class_name: 'LeakyReLU', config: {negative_slope}}`).
 */
export function activationNode(value: unknown, dialect: Dialect): LayerNode | null {
  if (value === undefined || value === null) return null;
  const [name, config] = nameAndConfig(value);
  const key = name.replaceAll('_', '').toLowerCase();
  if (!Object.hasOwn(ACTIVATIONS, key)) {
    throw new Error(`its activation is "${name}", expected one of ${Object.keys(ACTIVATIONS).join(', ')}`);
  }
  return ACTIVATIONS[key](config, dialect);
}

function nameAndConfig(value: unknown): [string, Config] {
  if (typeof value === 'string') return [value, {}];
  if (!isRecord(value)) return [JSON.stringify(value), {}];
  if (typeof value.config === 'string') return [value.config, {}];
  const config = isRecord(value.config) ? value.config : {};
  const isLeaky = value.class_name === 'LeakyReLU';
  return [String(value.class_name), isLeaky ? { alpha: LEAKY_LAYER_SLOPE, ...config } : config];
}

/** A LeakyReLU layer's default, which is not the function's. */
const LEAKY_LAYER_SLOPE = 0.3;

const named =
  (name: string): LayerReader =>
  ({ config, dialect }) => {
    const settings = name === 'leaky_relu' ? { alpha: LEAKY_LAYER_SLOPE, ...config } : config;
    return [activationNode({ class_name: name, config: settings }, dialect) ?? node('identity')];
  };

function activation({ config, dialect }: LayerSource): readonly LayerNode[] {
  return [activationNode(config.activation, dialect) ?? { ...node('identity'), layerOperation: 'linear' }];
}

function softmax({ config, inputShapes }: LayerSource): readonly LayerNode[] {
  return [node('softmax', { axis: axisIn(config, inputShapes[0].length) })];
}

/** `alpha` has length 1 along the axes that share it. */
function prelu(layer: LayerSource): readonly LayerNode[] {
  const shared = [layer.config.shared_axes ?? []].flat();
  const [input] = layer.inputShapes;
  const shape = input.map((length, axis) => (shared.includes(axis + 1) ? 1 : length));
  shape[shape.length - 1] = shared.includes(input.length) ? 1 : channelsOf(layer);
  return [{ operation: 'prelu', weights: layer.weights({ alpha: { shape } }) }];
}

export const ACTIVATION_LAYERS: Readonly<Record<string, LayerReader>> = {
  Activation: activation,
  ReLU: named('relu'),
  LeakyReLU: named('leaky_relu'),
  ThresholdedReLU: named('thresholded_relu'),
  ELU: named('elu'),
  PReLU: prelu,
  Softmax: softmax,
};
