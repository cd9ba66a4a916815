export { type AgreementMatrix, type AgreementOptions, agreementMatrix } from '../document/agreement.js';
export { type EvidenceMap, type EvidenceMapOptions, evidenceMap } from '../document/evidence-map.js';
export { gini as sparseness } from '../numeric/gini.js';
export {
  averageConfidenceChange,
  type ConfidenceChange,
  type ConfidenceChangeOptions,
  confidenceChange,
} from './confidence-change.js';
export { type DeletionOptions, deletion } from './deletion.js';
export { type Infidelity, type InfidelityOptions, infidelity } from './infidelity.js';
export { type InsertionOptions, insertion } from './insertion.js';
export { type MapSimilarity, mapSimilarity } from './map-similarity.js';
export type { Mask } from './mask.js';
export { type MaxSensitivityOptions, maxSensitivity } from './max-sensitivity.js';
export { type MuFidelity, type MuFidelityOptions, muFidelity } from './mu-fidelity.js';
export type { RelevanceCurve } from './perturbation/relevance-curve.js';
export { type PointingGame, type PointingGameOptions, pointingGame } from './pointing-game.js';
export { type Randomisation, type RandomisationOptions, randomisation } from './randomisation.js';
export { type RelevanceInMask, relevanceInMask } from './relevance-in-mask.js';
export { type Road, type RoadOptions, road } from './road.js';
export { type SensitivityN, type SensitivityNOptions, sensitivityN } from './sensitivity-n.js';
export { type Stability, type StabilityOptions, stability } from './stability.js';
export type { EvidenceDocument, MetricOptions } from './trial.js';
export type { CheckName } from './verify/checks.js';
export { type LeftOut, type VerifyOptions, verify } from './verify.js';
