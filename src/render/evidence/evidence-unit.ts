import type { EvidenceDocument } from './evidence-grid.js';

/** What a value is a value of: values of different places cannot share a scale, even where both are logits. */
export interface EvidenceUnit {
  /** As a legend says it: `logits`, `logits per unit of input`. */
  readonly unit: string;
  /** `pixel`, `cell`, `region`, `window`. */
  readonly of: string;
}

/** How the score changes with the input, rather than how much of it a place gives. */
const SLOPES = ['gradient', 'smoothgrad', 'guided-backprop', 'deconvolution'];
/** Forms of SmoothGrad that are squares. */
const SQUARED = ['squared', 'variance'];
/** Sums of activations, weighted by numbers without a unit. */
const ACTIVATIONS = ['eigen-cam', 'score-cam', 'ablation-cam'];

/** The unit of a document's evidence. */
export function evidenceUnit(document: EvidenceDocument): EvidenceUnit {
  const { name, options } = document.method;
  const output = document.target.output ?? options.output;
  const score = output === 'probability' ? 'probability' : 'logits';
  if (document.kind === 'superpixels') return { unit: score, of: 'region' };
  if (ACTIVATIONS.includes(name)) return { unit: 'units of activation', of: 'cell' };
  if (SLOPES.includes(name)) {
    const slope = `${score} per unit of input`;
    return { unit: SQUARED.includes(String(options.form)) ? `(${slope})²` : slope, of: 'pixel' };
  }
  if (name === 'occlusion') return { unit: score, of: 'window' };
  if (name === 'rise') return { unit: `mean ${score} while seen`, of: 'pixel' };
  return { unit: score, of: document.result.layer === undefined ? 'pixel' : 'cell' };
}

/** The scale that a document's evidence can share with others: the same unit of the same kind of place. */
export function scaleKey(document: EvidenceDocument): string {
  const { unit, of } = evidenceUnit(document);
  const layer = document.kind === 'attribution' ? (document.result.layer ?? '') : '';
  return JSON.stringify([unit, of, layer]);
}

/** `"wolf"`, or `"wolf" rather than "husky"`. */
export function subjectWords({ target }: EvidenceDocument): string {
  return target.against ? `"${target.label}" rather than "${target.against.label}"` : `"${target.label}"`;
}
