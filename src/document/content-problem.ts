import { activationsProblem } from './checks/activations.js';
import { arraysProblem } from './checks/arrays.js';
import { attributionProblem } from './checks/attribution.js';
import { auditProblem } from './checks/audit.js';
import { imageProblem, targetProblem } from './checks/common.js';
import { comparisonProblem } from './checks/comparison.js';
import { filtersProblem } from './checks/filters.js';
import { networkProblem } from './checks/network.js';
import { patchesProblem } from './checks/patches.js';
import { predictionsProblem } from './checks/predictions.js';
import { superpixelsProblem } from './checks/superpixels.js';
import { trainingProblem } from './checks/training.js';
import type { ConvlensDocument } from './document.js';
import type { Problem } from './problem.js';

/** The first place where a document of the right shape contradicts itself, or `null`. */
export function contentProblem(document: ConvlensDocument): Problem | null {
  return arraysProblem(document) ?? imageProblem(document) ?? targetProblem(document) ?? resultProblem(document);
}

function resultProblem(document: ConvlensDocument): Problem | null {
  switch (document.kind) {
    case 'superpixels':
      return superpixelsProblem(document);
    case 'attribution':
      return attributionProblem(document);
    case 'filters':
      return filtersProblem(document);
    case 'activations':
      return activationsProblem(document);
    case 'patches':
      return patchesProblem(document);
    case 'network':
      return networkProblem(document);
    case 'predictions':
      return predictionsProblem(document);
    case 'training':
      return trainingProblem(document);
    case 'audit':
      return auditProblem(document);
    case 'comparison':
      return comparisonProblem(document);
  }
}
