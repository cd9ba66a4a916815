import type { EvidenceDocument } from './evidence-grid.js';

/** Options in which explanations may differ that are looked at in one figure: it switches between them. */
const SWITCHED = ['layer', 'against', 'target', 'batch'];

/** The same for explanations of one image by one method: they differ in the class and in the layer alone. */
export function explanationKey({ kind, model, image, method }: EvidenceDocument): string {
  const options = Object.entries(method.options).filter(([name]) => !SWITCHED.includes(name));
  const asked = kind === 'attribution' ? options : [];
  return JSON.stringify([kind, model.fingerprint ?? model.name, image.name, image.pixels, method.name, asked]);
}

/** The same for explanations of one image by one model, whatever the method: they can be compared. */
export function comparisonKey({ model, image }: EvidenceDocument): string {
  return JSON.stringify([model.fingerprint ?? model.name, image.name, image.pixels]);
}
