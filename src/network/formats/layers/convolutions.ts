import type { NdArray } from '../../../numeric/nd-array.js';
import { type Config, numberIn, pairIn, stepsIn, wordIn } from '../config.js';
import { activationNode } from './activations.js';
import { channelsOf, type LayerNode, type LayerReader, type LayerSource, type WeightRequest } from './layer-reader.js';

const sliding = (config: Config) => ({
  strides: stepsIn(config, 'strides', [1, 1]),
  padding: wordIn(config, 'padding', ['same', 'valid'], 'valid'),
  dilations: stepsIn(config, 'dilation_rate', [1, 1]),
});

/** Weights with the bias, where the layer has one. */
function withBias(layer: LayerSource, wanted: Record<string, WeightRequest>, outputs: number | null) {
  const bias: Record<string, WeightRequest> = layer.config.use_bias === false ? {} : { bias: { shape: [outputs] } };
  return layer.weights<string>({ ...wanted, ...bias });
}

/** The nodes of a layer with its fused activation as a node of its own. */
function activated(layer: LayerSource, ...nodes: readonly LayerNode[]): readonly LayerNode[] {
  const activation = activationNode(layer.config.activation, layer.dialect);
  return activation ? [...nodes, activation] : nodes;
}

function conv2d(layer: LayerSource): readonly LayerNode[] {
  const { config } = layer;
  const groups = numberIn(config, 'groups', 1);
  const [filters, channels] = [numberIn(config, 'filters'), channelsOf(layer)];
  const shape = [...stepsIn(config, 'kernel_size'), channels === null ? null : channels / groups, filters];
  const weights = withBias(layer, { kernel: { shape } }, filters);
  return activated(layer, { operation: 'conv2d', attributes: { ...sliding(config), groups }, weights });
}

function depthwise(layer: LayerSource): readonly LayerNode[] {
  const { config } = layer;
  const multiplier = numberIn(config, 'depth_multiplier', 1);
  const channels = channelsOf(layer);
  const kernel = {
    shape: [...stepsIn(config, 'kernel_size'), channels, multiplier],
    names: ['depthwise_kernel', 'kernel'],
  };
  const weights = withBias(layer, { kernel }, channels === null ? null : channels * multiplier);
  return activated(layer, { operation: 'depthwise-conv2d', attributes: sliding(config), weights });
}

/** A depthwise convolution, then one of 1x1. tfjs does not write the depth multiplier: the kernel knows it. */
function separable(layer: LayerSource): readonly LayerNode[] {
  const { config } = layer;
  const [filters, channels] = [numberIn(config, 'filters'), channelsOf(layer)];
  const multiplier = typeof config.depth_multiplier === 'number' ? config.depth_multiplier : null;
  const between = channels === null || multiplier === null ? null : channels * multiplier;
  const wanted = {
    depthwise_kernel: { shape: [...stepsIn(config, 'kernel_size'), channels, multiplier] },
    pointwise_kernel: { shape: [1, 1, between, filters] },
  };
  const { depthwise_kernel, pointwise_kernel, ...bias } = withBias(layer, wanted, filters);
  return activated(
    layer,
    {
      operation: 'depthwise-conv2d',
      attributes: sliding(config),
      weights: { kernel: depthwise_kernel },
      suffix: 'depthwise',
      layerOperation: 'separable-conv2d',
    },
    {
      operation: 'conv2d',
      attributes: { strides: [1, 1], padding: 'valid', dilations: [1, 1], groups: 1 },
      weights: { kernel: pointwise_kernel, ...bias } as Record<string, NdArray>,
    },
  );
}

function transposed(layer: LayerSource): readonly LayerNode[] {
  const { config } = layer;
  const { strides, padding, dilations } = sliding(config);
  if (dilations.some((rate) => rate !== 1)) throw new Error(`its dilation_rate is ${dilations}, expected 1`);
  const filters = numberIn(config, 'filters');
  const kernel = { shape: [...stepsIn(config, 'kernel_size'), filters, channelsOf(layer)] };
  const hasOutputPadding = config.output_padding !== undefined && config.output_padding !== null;
  const outputPadding = hasOutputPadding ? { outputPadding: pairIn(config, 'output_padding') } : {};
  return activated(layer, {
    operation: 'conv2d-transpose',
    attributes: { strides, padding, ...outputPadding },
    weights: withBias(layer, { kernel }, filters),
  });
}

function dense(layer: LayerSource): readonly LayerNode[] {
  const units = numberIn(layer.config, 'units');
  const weights = withBias(layer, { kernel: { shape: [channelsOf(layer), units] } }, units);
  return activated(layer, { operation: 'dense', weights });
}

export const CONVOLUTION_LAYERS: Readonly<Record<string, LayerReader>> = {
  Conv2D: conv2d,
  Convolution2D: conv2d,
  DepthwiseConv2D: depthwise,
  SeparableConv2D: separable,
  SeparableConvolution2D: separable,
  Conv2DTranspose: transposed,
  Convolution2DTranspose: transposed,
  Dense: dense,
};
