import type { ModelPart } from '../document/parts.js';
import type { Predictor } from '../network/predictor.js';
import { classAt } from './target.js';

/** The classifier as documents name it. */
export function modelPart(model: Predictor, classes: number): ModelPart {
  return {
    name: model.name ?? 'classifier',
    fingerprint: model.fingerprint ?? null,
    classes: Array.from({ length: classes }, (_, index) => classAt(model, index).label),
  };
}
