import { paddingOf, pairOf } from '../../operations/attributes.js';
import { type LayerWriter, plain } from './layer-writer.js';

const pool =
  (className: string): LayerWriter =>
  (node) => {
    const poolSize = pairOf(node, 'poolSize');
    const strides = pairOf(node, 'strides', poolSize);
    return plain(className, { pool_size: poolSize, strides, padding: paddingOf(node), data_format: 'channels_last' });
  };

/** tfjs' global poolings keep no dimensions: a reshape puts them back. */
const globalPool =
  (className: string): LayerWriter =>
  ({ attributes, shape }) => {
    const pooled = { className, config: { data_format: 'channels_last' } };
    if (attributes.keepDims !== true) return [pooled];
    return [pooled, { className: 'Reshape', config: { target_shape: [...shape] } }];
  };

export const POOLING_WRITERS: Readonly<Record<string, LayerWriter>> = {
  'max-pool': pool('MaxPooling2D'),
  'average-pool': pool('AveragePooling2D'),
  'global-max-pool': globalPool('GlobalMaxPooling2D'),
  'global-average-pool': globalPool('GlobalAveragePooling2D'),
};
