import { axisIn } from '../config.js';
import type { LayerReader, LayerSource } from './layer-reader.js';

function checkInputs({ inputShapes }: LayerSource): void {
  if (inputShapes.length < 2) throw new Error(`it merges ${inputShapes.length} input, expected two or more`);
}

const merge =
  (operation: string): LayerReader =>
  (layer) => {
    checkInputs(layer);
    return [{ operation }];
  };

const concatenate: LayerReader = (layer) => {
  checkInputs(layer);
  return [{ operation: 'concatenate', attributes: { axis: axisIn(layer.config, layer.inputShapes[0].length) } }];
};

export const MERGING_LAYERS: Readonly<Record<string, LayerReader>> = {
  Add: merge('add'),
  Subtract: merge('subtract'),
  Multiply: merge('multiply'),
  Average: merge('average'),
  Maximum: merge('maximum'),
  Minimum: merge('minimum'),
  Concatenate: concatenate,
};
