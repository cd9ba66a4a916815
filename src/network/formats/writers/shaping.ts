import { interpolationKindOf, marginsOf, pairOf } from '../../operations/attributes.js';
import { type LayerWriter, plain } from './layer-writer.js';

const reshape: LayerWriter = ({ attributes: { targetShape } }) =>
  plain('Reshape', { target_shape: (targetShape as readonly (number | null)[]).map((length) => length ?? -1) });

/** Pixels' centres and corners make no difference where each pixel is repeated. */
const upSampling: LayerWriter = (node) => {
  const interpolation = interpolationKindOf(node);
  if (interpolation === 'bilinear' && node.attributes.halfPixelCenters === true) {
    throw new Error('enlarges by the centres of pixels');
  }
  return plain('UpSampling2D', { size: pairOf(node, 'size'), interpolation, data_format: 'channels_last' });
};

/** tfjs' own Resizing aligns corners, which convlens' does not. */
const resizing: LayerWriter = ({ shape, inputShapes: [[height, width]] }) => {
  if (shape[0] === height && shape[1] === width) return plain('Activation', { activation: 'linear' });
  throw new Error(`resizes ${height ?? 'any'}x${width ?? 'any'} to ${shape[0]}x${shape[1]} without aligning corners`);
};

export const SHAPING_WRITERS: Readonly<Record<string, LayerWriter>> = {
  flatten: () => plain('Flatten'),
  reshape,
  permute: ({ attributes: { dims } }) => plain('Permute', { dims }),
  'zero-padding': (node) =>
    plain('ZeroPadding2D', { padding: marginsOf(node, 'padding'), data_format: 'channels_last' }),
  cropping: (node) => plain('Cropping2D', { cropping: marginsOf(node, 'cropping'), data_format: 'channels_last' }),
  'up-sampling': upSampling,
  resizing,
};
