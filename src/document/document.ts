import * as v from 'valibot';
import { ActivationsDocument } from './kinds/activations.js';
import { AttributionDocument } from './kinds/attribution.js';
import { FiltersDocument } from './kinds/filters.js';
import { NetworkDocument } from './kinds/network.js';
import { PatchesDocument } from './kinds/patches.js';
import { PredictionsDocument } from './kinds/predictions.js';
import { SuperpixelsDocument } from './kinds/superpixels.js';
import { TrainingDocument } from './kinds/training.js';

/** Every document that an analysis returns, told apart by `kind`. */
export const ConvlensDocument = v.variant('kind', [
  AttributionDocument,
  SuperpixelsDocument,
  FiltersDocument,
  ActivationsDocument,
  PatchesDocument,
  NetworkDocument,
  PredictionsDocument,
  TrainingDocument,
]);
export type ConvlensDocument = v.InferOutput<typeof ConvlensDocument>;
export type DocumentKind = ConvlensDocument['kind'];
