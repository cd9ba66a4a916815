export {
  cssColour,
  divergingEvidence,
  divergingWeights,
  type Rgb,
  sequentialActivation,
} from './colour.js';
export { renderComparison } from './comparison.js';
export { renderCurves } from './curves.js';
export { agreementFinding } from './evidence/agreement-finding.js';
export {
  type Detail,
  drawnEvidence,
  evidenceOutlines,
  scaledValues,
  smoothWords,
  usualDetail,
} from './evidence/drawn-evidence.js';
export {
  beatsChance,
  curveNames,
  curvesFinding,
  curvesOf,
  type DocumentCurves,
} from './evidence/evidence-curves.js';
export { type EvidenceDocument, evidenceGrid, type Grid } from './evidence/evidence-grid.js';
export { type EvidencePaint, paintEvidence, paintedOver } from './evidence/evidence-paint.js';
export { type EvidenceUnit, evidenceUnit, scaleKey, subjectWords } from './evidence/evidence-unit.js';
export { comparisonKey, explanationKey } from './evidence/explanation-key.js';
export { type EvidencePanelPart, type PanelScaleOptions, panelParts } from './evidence/panel-scales.js';
export { panelTitles } from './evidence/panel-titles.js';
export { renderDocument } from './render-document.js';
export { positionOn, type SequentialScale, type SymmetricScale, sequentialScale, symmetricScale } from './scale.js';
export { lineOf, SERIES } from './series.js';
export type { StaticPicture } from './static-picture.js';
