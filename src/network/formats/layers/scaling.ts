import type { NdArray } from '../../../numeric/nd-array.js';
import { axisIn, isNumbers, numberIn } from '../config.js';
import { channelsOf, type LayerNode, type LayerReader, type LayerSource, type WeightRequest } from './layer-reader.js';

function checkLastAxis(layer: LayerSource): void {
  const rank = layer.inputShapes[0].length;
  const axis = axisIn(layer.config, rank);
  if (axis !== -1) throw new Error(`its axis is ${JSON.stringify(layer.config.axis)}, expected the channels (-1)`);
}

function batchNorm(layer: LayerSource): readonly LayerNode[] {
  checkLastAxis(layer);
  const each: WeightRequest = { shape: [channelsOf(layer)] };
  const wanted: Record<string, WeightRequest> = {};
  if (layer.config.scale !== false) wanted.gamma = each;
  if (layer.config.center !== false) wanted.beta = each;
  wanted.mean = { ...each, names: ['moving_mean'] };
  wanted.variance = { ...each, names: ['moving_variance'] };
  const attributes = { epsilon: numberIn(layer.config, 'epsilon', 1e-3) };
  return [{ operation: 'batch-norm', attributes, weights: layer.weights(wanted) }];
}

/** Mean and variance stand in the configuration, or among the weights if they were learned from data. */
function normalization(layer: LayerSource): readonly LayerNode[] {
  checkLastAxis(layer);
  if (layer.config.invert === true) throw new Error('its invert is true, expected false');
  const { mean, variance } = layer.config;
  if (mean === undefined || mean === null || variance === undefined || variance === null) {
    const each: WeightRequest = { shape: [channelsOf(layer)] };
    return [{ operation: 'normalization', weights: layer.weights({ mean: each, variance: each }) }];
  }
  return [{ operation: 'normalization', weights: { mean: vector(mean, layer), variance: vector(variance, layer) } }];
}

/** Scale and offset may be given for each channel: that is a normalization. */
function rescaling(layer: LayerSource): readonly LayerNode[] {
  const { scale, offset = 0 } = layer.config;
  if (typeof scale === 'number' && typeof offset === 'number') {
    return [{ operation: 'rescaling', attributes: { scale, offset } }];
  }
  const [scales, offsets] = [vector(scale, layer), vector(offset, layer)];
  if (scales.data.some((value) => value <= 0)) throw new Error('its scales are not all positive');
  const weights = {
    mean: { shape: scales.shape, data: offsets.data.map((value, index) => -value / scales.data[index]) },
    variance: { shape: scales.shape, data: scales.data.map((value) => 1 / value ** 2) },
  };
  return [{ operation: 'normalization', weights, layerOperation: 'rescaling' }];
}

function vector(value: unknown, layer: LayerSource): NdArray {
  const flat = [value].flat(4);
  const channels = channelsOf(layer);
  if (!isNumbers(flat) || channels === null || (flat.length !== 1 && flat.length !== channels)) {
    throw new Error(`it has ${JSON.stringify(value)} for ${channels} channels, expected one number for each`);
  }
  return { shape: [channels], data: Float32Array.from({ length: channels }, (_, index) => flat[index % flat.length]) };
}

export const SCALING_LAYERS: Readonly<Record<string, LayerReader>> = {
  BatchNormalization: batchNorm,
  BatchNormalizationV1: batchNorm,
  BatchNormalizationV2: batchNorm,
  SyncBatchNormalization: batchNorm,
  Normalization: normalization,
  Rescaling: rescaling,
};
