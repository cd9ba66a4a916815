import { isNumbers, marginsIn, numberIn, pairIn, wordIn } from '../config.js';
import type { LayerReader, LayerSource } from './layer-reader.js';

const METHODS = ['nearest', 'bilinear'] as const;

const reshape: LayerReader = ({ config }) => {
  const targetShape = config.target_shape;
  if (!isNumbers(targetShape)) throw new Error(`its target_shape is ${JSON.stringify(targetShape)}, expected lengths`);
  return [{ operation: 'reshape', attributes: { targetShape } }];
};

const permute: LayerReader = ({ config }) => {
  if (!isNumbers(config.dims)) throw new Error(`its dims are ${JSON.stringify(config.dims)}, expected axes from 1`);
  return [{ operation: 'permute', attributes: { dims: config.dims } }];
};

/** How positions are matched when a picture is resized: Keras takes pixels' centres, tfjs does not. */
const upSampling: LayerReader = ({ config, dialect }) => [
  {
    operation: 'up-sampling',
    attributes: {
      size: pairIn(config, 'size', [2, 2]),
      interpolation: wordIn(config, 'interpolation', METHODS, 'nearest'),
      halfPixelCenters: !dialect.tfjs,
    },
  },
];

/** tfjs' own Resizing matches corners instead; that is refused unless nothing is resized. */
function checkCorners({ config, dialect, inputShapes: [[height, width]] }: LayerSource): void {
  if (!dialect.tfjs || (height === config.height && width === config.width)) return;
  throw new Error(`tfjs resizes ${height}x${width} by aligning corners, which convlens does not: resize before`);
}

function resizing(layer: LayerSource) {
  const { config } = layer;
  checkCorners(layer);
  if (config.crop_to_aspect_ratio === true || config.pad_to_aspect_ratio === true) {
    throw new Error('it keeps the aspect ratio, expected crop_to_aspect_ratio and pad_to_aspect_ratio to be false');
  }
  return [
    {
      operation: 'resizing',
      attributes: {
        height: numberIn(config, 'height'),
        width: numberIn(config, 'width'),
        interpolation: wordIn(config, 'interpolation', METHODS, 'bilinear'),
        halfPixelCenters: true,
      },
    },
  ];
}

export const SHAPING_LAYERS: Readonly<Record<string, LayerReader>> = {
  Flatten: () => [{ operation: 'flatten' }],
  Reshape: reshape,
  Permute: permute,
  ZeroPadding2D: ({ config }) => [
    { operation: 'zero-padding', attributes: { padding: marginsIn({ padding: 1, ...config }, 'padding') } },
  ],
  Cropping2D: ({ config }) => [
    { operation: 'cropping', attributes: { cropping: marginsIn({ cropping: 0, ...config }, 'cropping') } },
  ],
  UpSampling2D: upSampling,
  Resizing: resizing,
};
