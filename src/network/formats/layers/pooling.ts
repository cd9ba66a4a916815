import { stepsIn, wordIn } from '../config.js';
import type { LayerReader } from './layer-reader.js';

const pool =
  (operation: string): LayerReader =>
  ({ config }) => {
    const poolSize = stepsIn(config, 'pool_size', [2, 2]);
    const strides = stepsIn(config, 'strides', poolSize);
    const padding = wordIn(config, 'padding', ['same', 'valid'], 'valid');
    return [{ operation, attributes: { poolSize, strides, padding } }];
  };

const globalPool =
  (operation: string): LayerReader =>
  ({ config }) => [{ operation, attributes: { keepDims: (config.keepdims ?? config.keep_dims) === true } }];

export const POOLING_LAYERS: Readonly<Record<string, LayerReader>> = {
  MaxPooling2D: pool('max-pool'),
  MaxPool2D: pool('max-pool'),
  AveragePooling2D: pool('average-pool'),
  AvgPool2D: pool('average-pool'),
  GlobalMaxPooling2D: globalPool('global-max-pool'),
  GlobalMaxPool2D: globalPool('global-max-pool'),
  GlobalAveragePooling2D: globalPool('global-average-pool'),
  GlobalAvgPool2D: globalPool('global-average-pool'),
};
