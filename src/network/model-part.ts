import type { ModelPart } from '../document/parts.js';
import type { Predictor } from './predictor.js';

/** The classifier as documents name it, with what pixels were turned into for it. */
export function modelPart(model: Predictor, classes: readonly string[] = model.classes ?? []): ModelPart {
  const { name = 'classifier', fingerprint = null, input } = model;
  return { name, fingerprint, classes: [...classes], ...(input && { inputRange: [input.range[0], input.range[1]] }) };
}
