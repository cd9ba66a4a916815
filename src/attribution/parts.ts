import type { ImagePart, ModelPart } from '../document/parts.js';
import { pngDataUri } from '../image/png.js';
import type { PreparedInput } from '../image/prepare-input.js';
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

/** The image as the network sees it. */
export function imagePart({ name, picture }: PreparedInput): ImagePart {
  return { name, width: picture.width, height: picture.height, pixels: pngDataUri(picture) };
}
