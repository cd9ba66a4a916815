import type { NdArray } from '../../../numeric/nd-array.js';
import type { Shape } from '../../operations/operation.js';
import type { Config } from '../config.js';
import type { Dialect } from '../topology.js';

/** What a reader is given of a layer of the file. */
export interface LayerSource {
  readonly name: string;
  readonly className: string;
  /** As the file has it, keys in snake_case. */
  readonly config: Config;
  /** Without the batch. */
  readonly inputShapes: readonly Shape[];
  readonly dialect: Dialect;
  /**
   * The layer's weights by role; asked for none, whatever the file has of the layer counts as known.
   * @throws if one is missing or has another shape.
   */
  weights<R extends string>(wanted: Readonly<Record<R, WeightRequest>>): Record<R, NdArray>;
}

/** What a weight must look like; `null` is any length. */
export interface WeightRequest {
  readonly shape: readonly (number | null)[];
  /** Names that the file may give it. Default: its role. */
  readonly names?: readonly string[];
}

/** One node that a layer becomes. */
export interface LayerNode {
  readonly operation: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly weights?: Readonly<Record<string, NdArray>>;
  /** What is added to the layer's name. The last node has the layer's own name; others default to `preactivation`. */
  readonly suffix?: string;
  /** What a person calls the layer, on its first node. Default: the first node's operation. */
  readonly layerOperation?: string;
}

/** Turns a layer into a chain of nodes: the first reads the layer's inputs, each next one the node before it. */
export type LayerReader = (layer: LayerSource) => readonly LayerNode[];

/** Channels of a layer's only input. */
export function channelsOf({ inputShapes }: LayerSource): number | null {
  return inputShapes[0].at(-1) ?? null;
}
