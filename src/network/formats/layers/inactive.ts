import type { LayerReader } from './layer-reader.js';

/** Layers that do something in training only: their value passes as it is. */
const NAMES = [
  ['Dropout', 'dropout'],
  ['SpatialDropout2D', 'spatial-dropout'],
  ['GaussianNoise', 'gaussian-noise'],
  ['GaussianDropout', 'gaussian-dropout'],
  ['AlphaDropout', 'alpha-dropout'],
  ['ActivityRegularization', 'activity-regularization'],
  ['Identity', 'identity'],
  ['RandomFlip', 'random-flip'],
  ['RandomRotation', 'random-rotation'],
  ['RandomTranslation', 'random-translation'],
  ['RandomZoom', 'random-zoom'],
  ['RandomContrast', 'random-contrast'],
  ['RandomBrightness', 'random-brightness'],
] as const;

/** A layer's seed, which Keras 3 keeps among the weights, is asked for by nobody else. */
const inactive =
  (layerOperation: string): LayerReader =>
  ({ weights }) => {
    weights({});
    return [{ operation: 'identity', layerOperation }];
  };

export const INACTIVE_LAYERS: Readonly<Record<string, LayerReader>> = Object.fromEntries(
  NAMES.map(([className, layerOperation]) => [className, inactive(layerOperation)]),
);
