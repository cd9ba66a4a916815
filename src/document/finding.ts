import type { ConvlensDocument } from './document.js';
import { activationsFinding } from './findings/activations.js';
import { attributionFinding } from './findings/attribution.js';
import { auditFinding } from './findings/audit.js';
import { comparisonFinding } from './findings/comparison.js';
import { filtersFinding } from './findings/filters.js';
import { networkFinding } from './findings/network.js';
import { patchesFinding } from './findings/patches.js';
import { predictionsFinding } from './findings/predictions.js';
import { superpixelsFinding } from './findings/superpixels.js';
import { trainingFinding } from './findings/training.js';
import type { AttributionDocument } from './kinds/attribution.js';
import { methodTitle } from './method-titles.js';
import type { TargetPart } from './parts.js';

/** What a document says, in one plain sentence. Where nothing can be concluded, the sentence says that. */
export function finding(document: ConvlensDocument): string {
  switch (document.kind) {
    case 'superpixels':
      return superpixelsFinding(document);
    case 'attribution':
      return attributionFinding(document);
    case 'filters':
      return filtersFinding(document);
    case 'activations':
      return activationsFinding(document);
    case 'patches':
      return patchesFinding(document);
    case 'network':
      return networkFinding(document);
    case 'predictions':
      return predictionsFinding(document);
    case 'training':
      return trainingFinding(document);
    case 'audit':
      return auditFinding(document);
    case 'comparison':
      return comparisonFinding(document);
  }
}

/** A heading for a document. */
export function documentTitle(document: ConvlensDocument): string {
  switch (document.kind) {
    case 'superpixels':
    case 'attribution':
      return `Why ${askedOf(document.target)}? ${methodTitle(document.method.name)} on ${document.image.name}`;
    case 'filters':
      return `Filters of ${document.result.layer}`;
    case 'activations':
      return `What the layers answer to ${document.image.name}`;
    case 'patches':
      return `What excites ${document.result.layer}`;
    case 'network':
      return `The layers of ${document.model.name}`;
    case 'predictions':
      return `What ${document.model.name} recognises`;
    case 'audit':
      return `What ${document.model.name} leans on`;
    case 'comparison':
      return `What the layers of ${document.result.other ? `${document.model.name} and ${document.result.other.name}` : document.model.name} detect`;
    case 'training':
      return `How ${document.result.networks.map(({ name }) => name).join(', ')} learned`;
  }
}

/** One line of method and count: `LIME, 600 samples, R2 0.84, seed 1`. */
export function methodLine(document: ConvlensDocument): string {
  const { method } = document;
  const parts = [methodTitle(method.name)];
  if (document.kind === 'superpixels') {
    const { samples, r2 } = document.result;
    parts.push(`${samples} samples`);
    if (r2 !== null) parts.push(`R2 ${r2.toFixed(2)}`);
  }
  if (document.kind === 'attribution') parts.push(...attributionWords(document));
  if (document.kind === 'patches' || document.kind === 'comparison') parts.push(`${document.result.images} images`);
  if (method.seed !== null) parts.push(`seed ${method.seed}`);
  return parts.join(', ');
}

/** `"wolf"`, or `"wolf" rather than "husky"`. */
function askedOf({ label, against }: TargetPart): string {
  return against ? `"${label}" rather than "${against.label}"` : `"${label}"`;
}

/** What of a method's options a reader must know: where it looked, and how often. */
function attributionWords({ result, method }: AttributionDocument): string[] {
  const { steps, samples } = method.options;
  const words = result.layer === undefined ? [] : [`layer ${result.layer}`];
  if (Number.isFinite(steps)) words.push(`${steps} steps`);
  if (Number.isFinite(samples)) words.push(`${samples} samples`);
  return words;
}
