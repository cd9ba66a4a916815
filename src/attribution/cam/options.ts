import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { ImageInput } from '../../image/image.js';
import type { Network } from '../../network/network.js';
import type { AttributionOptions } from '../inquiry.js';
import type { OneClass, SeveralClasses } from '../question.js';
import type { Fusion } from './fuse-layers.js';

/** What every method of the CAM family takes. */
export interface CamOptions extends AttributionOptions {
  /**
   * A layer (its output after its own activation), several, or `'all'` with spatial extent: one document each, from the same
   * pass. Default: the last layer with spatial extent.
   */
  readonly layer?: string | readonly string[];
  /**
   * Brings the layers' maps together in one document `[h, w, 1]` on the input grid: each is divided by its largest magnitude
   * and resized, and the `mean` or the `max` is taken cell by cell, from -1 to 1. Default: one document a layer.
   */
  readonly fuse?: Fusion;
}

/** Names of the options that the CAM family takes beside the common ones. */
export const CAM_OPTIONS = ['layer', 'fuse'];

/** Options that ask for one map. */
export type OneMap = OneClass & ({ readonly layer?: string } | { readonly fuse: Fusion });

/** Options that ask for several maps, which are answered by one document each. */
export type SeveralMaps = SeveralClasses | { readonly layer: readonly string[] | 'all'; readonly fuse?: undefined };

/** A method of the family: one document for one class and layer, an array where several are asked for. */
export interface CamMethod<Options extends CamOptions> {
  (model: Network, image: ImageInput, options: Options & SeveralMaps): Promise<AttributionDocument[]>;
  (model: Network, image: ImageInput, options?: Options & OneMap): Promise<AttributionDocument>;
  (model: Network, image: ImageInput, options?: Options): Promise<AttributionDocument | AttributionDocument[]>;
}
