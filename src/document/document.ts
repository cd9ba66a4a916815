import * as v from 'valibot';
import { KINDS } from './kinds/index.js';

/** Every document that an analysis returns, told apart by `kind`. */
export const ConvlensDocument = v.variant('kind', [
  KINDS.attribution,
  KINDS.superpixels,
  KINDS.filters,
  KINDS.activations,
  KINDS.patches,
  KINDS.network,
  KINDS.predictions,
  KINDS.training,
  KINDS.audit,
  KINDS.comparison,
]);
export type ConvlensDocument = v.InferOutput<typeof ConvlensDocument>;
export type DocumentKind = ConvlensDocument['kind'];
