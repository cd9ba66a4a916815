import type { ConvlensDocument } from '../document/document.js';
import { activationsPicture } from './kinds/activations.js';
import { attributionPicture } from './kinds/attribution.js';
import { auditPicture } from './kinds/audit.js';
import { comparisonPicture } from './kinds/comparison.js';
import { filtersPicture } from './kinds/filters.js';
import { networkPicture } from './kinds/network.js';
import { patchesPicture } from './kinds/patches.js';
import { predictionsPicture } from './kinds/predictions.js';
import { superpixelsPicture } from './kinds/superpixels.js';
import { trainingPicture } from './kinds/training.js';
import type { StaticPicture } from './static-picture.js';

/**
 * A document as one SVG picture, drawn without a DOM: what a report shows to readers without scripts. Of long lists the first
 * entries are drawn, and it says how many are not.
 * @throws Error if a PNG in the document cannot be decoded.
 */
export function renderDocument(document: ConvlensDocument): StaticPicture {
  switch (document.kind) {
    case 'superpixels':
      return superpixelsPicture(document);
    case 'attribution':
      return attributionPicture(document);
    case 'filters':
      return filtersPicture(document);
    case 'activations':
      return activationsPicture(document);
    case 'patches':
      return patchesPicture(document);
    case 'comparison':
      return comparisonPicture(document);
    case 'network':
      return networkPicture(document);
    case 'predictions':
      return predictionsPicture(document);
    case 'training':
      return trainingPicture(document);
    case 'audit':
      return auditPicture(document);
  }
}
