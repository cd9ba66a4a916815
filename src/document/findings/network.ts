import { countOf, formatShare } from '../format.js';
import type { NetworkDocument } from '../kinds/network.js';

/** `digits: 7 layers with 11,274 parameters, 70 % of them in dense. A cell of pool2 sees 16 × 16 pixels.` */
export function networkFinding({ model, result }: NetworkDocument): string {
  const layers = result.layers.filter(({ operation }) => operation !== 'input');
  const head = `${model.name}: ${countOf(layers.length, 'layer')} with ${countOf(result.parameters, 'parameter')}`;
  const largest = layers.reduce((best, layer) => (layer.parameters > best.parameters ? layer : best), layers[0]);
  const where = largest?.parameters
    ? `, ${formatShare(largest.parameters / result.parameters)} of them in ${largest.name}`
    : '';
  const last = layers.findLast(({ receptiveField, shape }) => receptiveField && shape.length === 3);
  const sees = last?.receptiveField
    ? ` A cell of ${last.name} sees ${last.receptiveField.size[1]} × ${last.receptiveField.size[0]} pixels.`
    : '';
  return `${head}${where}.${sees}`;
}
