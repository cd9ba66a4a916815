import type { NdArray } from '../../../numeric/nd-array.js';
import { numberOf, paddingOf, pairOf } from '../../operations/attributes.js';
import type { LayerWriter, NodeSource } from './layer-writer.js';

/** Sliding and bias, as all convolutions have them. Zeros: who loads the model draws no random kernels first. */
const sliding = (node: NodeSource) => ({
  kernel_size: node.weights.kernel.shape.slice(0, 2),
  strides: pairOf(node, 'strides', [1, 1]),
  padding: paddingOf(node),
  data_format: 'channels_last',
  activation: 'linear',
  use_bias: node.weights.bias !== undefined,
});

const withBias = ({ weights: { bias } }: NodeSource): Record<string, NdArray> => (bias === undefined ? {} : { bias });

const conv2d: LayerWriter = (node) => {
  const groups = numberOf(node, 'groups', 1);
  if (groups !== 1) throw new Error(`is a convolution in ${groups} groups`);
  const { kernel } = node.weights;
  const config = {
    ...sliding(node),
    filters: kernel.shape[3],
    dilation_rate: pairOf(node, 'dilations', [1, 1]),
    kernel_initializer: 'zeros',
  };
  return [{ className: 'Conv2D', config, weights: { kernel, ...withBias(node) } }];
};

/** tfjs reads a dilation of this layer and then ignores it. */
const depthwise: LayerWriter = (node) => {
  const dilations = pairOf(node, 'dilations', [1, 1]);
  if (dilations.some((rate) => rate !== 1)) throw new Error(`is a depthwise convolution dilated by ${dilations}`);
  const { kernel } = node.weights;
  const config = { ...sliding(node), depth_multiplier: kernel.shape[3], depthwise_initializer: 'zeros' };
  return [{ className: 'DepthwiseConv2D', config, weights: { depthwise_kernel: kernel, ...withBias(node) } }];
};

const transposed: LayerWriter = (node) => {
  const { outputPadding } = node.attributes;
  if (outputPadding !== undefined && outputPadding !== null) {
    throw new Error(`is a transposed convolution with an output padding of ${outputPadding}`);
  }
  const { kernel } = node.weights;
  const config = { ...sliding(node), filters: kernel.shape[2], kernel_initializer: 'zeros' };
  return [{ className: 'Conv2DTranspose', config, weights: { kernel, ...withBias(node) } }];
};

const dense: LayerWriter = (node) => {
  const { kernel, bias } = node.weights;
  const config = {
    units: kernel.shape[1],
    activation: 'linear',
    use_bias: bias !== undefined,
    kernel_initializer: 'zeros',
  };
  return [{ className: 'Dense', config, weights: { kernel, ...withBias(node) } }];
};

/** Layers that can have an activation of their own. */
export const CONVOLUTION_WRITERS: Readonly<Record<string, LayerWriter>> = {
  conv2d,
  'depthwise-conv2d': depthwise,
  'conv2d-transpose': transposed,
  dense,
};
