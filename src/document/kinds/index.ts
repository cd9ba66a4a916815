import { ActivationsDocument } from './activations.js';
import { AttributionDocument } from './attribution.js';
import { AuditDocument } from './audit.js';
import { ComparisonDocument } from './comparison.js';
import { FiltersDocument } from './filters.js';
import { NetworkDocument } from './network.js';
import { PatchesDocument } from './patches.js';
import { PredictionsDocument } from './predictions.js';
import { SuperpixelsDocument } from './superpixels.js';
import { TrainingDocument } from './training.js';

/** The shape of each kind of document. */
export const KINDS = {
  attribution: AttributionDocument,
  superpixels: SuperpixelsDocument,
  filters: FiltersDocument,
  activations: ActivationsDocument,
  patches: PatchesDocument,
  network: NetworkDocument,
  predictions: PredictionsDocument,
  training: TrainingDocument,
  audit: AuditDocument,
  comparison: ComparisonDocument,
} as const;
