import { ACTIVATION_LAYERS } from './activations.js';
import { CONVOLUTION_LAYERS } from './convolutions.js';
import { INACTIVE_LAYERS } from './inactive.js';
import type { LayerReader } from './layer-reader.js';
import { MERGING_LAYERS } from './merging.js';
import { POOLING_LAYERS } from './pooling.js';
import { SCALING_LAYERS } from './scaling.js';
import { SHAPING_LAYERS } from './shaping.js';

/** Readers of every layer class that convlens knows, by the class's name in Keras. */
export const LAYERS: Readonly<Record<string, LayerReader>> = {
  ...CONVOLUTION_LAYERS,
  ...SCALING_LAYERS,
  ...POOLING_LAYERS,
  ...ACTIVATION_LAYERS,
  ...MERGING_LAYERS,
  ...SHAPING_LAYERS,
  ...INACTIVE_LAYERS,
};

export type { LayerNode, LayerReader, LayerSource, WeightRequest } from './layer-reader.js';
