import { countOf, formatShare } from '../format.js';
import type { NetworkDocument } from '../kinds/network.js';

/** `digits: 7 layers with 11,274 parameters, 70 % of them in dense. A cell of pool2 sees 16 × 16 pixels.` */
export function networkFinding({ model, result }: NetworkDocument): string {
  const { layers } = result;
  const head = `${model.name}: ${countOf(layers.length, 'layer')} with ${countOf(result.parameters, 'parameter')}`;
  const largest = layers.reduce((best, layer) => (layer.parameters > best.parameters ? layer : best), layers[0]);
  const where = largest?.parameters
    ? `, ${formatShare(largest.parameters / result.parameters)} of them in ${largest.name}`
    : '';
  return `${head}${where}.${reach(layers)}`;
}

/** How much a cell of the last layer that still has a grid sees of the input. */
function reach(layers: NetworkDocument['result']['layers']): string {
  const last = layers.findLast(({ receptiveField, shape }) => receptiveField && shape.length === 3 && shape[0] !== 1);
  if (!last?.receptiveField || last.operation === 'input') return '';
  const [height, width] = last.receptiveField.size;
  const [inputHeight, inputWidth] = layers[0].shape;
  const input = inputHeight && inputWidth ? ` (the input has ${inputHeight} × ${inputWidth})` : '';
  return ` A cell of ${last.name} sees ${height} × ${width} pixels${input}.`;
}
