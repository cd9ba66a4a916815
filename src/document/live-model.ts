import type { ArrayValue } from './array-value.js';

/** A classifier as a page holds it, so that it can be run there: plain JSON. */
export interface LiveModel {
  readonly graph: LiveGraph;
  /** What regions that are removed show, one number a channel in input units. */
  readonly fill: readonly number[];
  /** Images it may be asked about, by name, as PNG data URIs: 8 bits, at the size of the network's input. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** A network's graph, its weights as array values. */
export interface LiveGraph {
  readonly name: string;
  /** Documents about this classifier have the same. */
  readonly fingerprint: string;
  readonly output: string;
  readonly logits: string;
  readonly classes: readonly string[];
  readonly input: {
    readonly height: number | null;
    readonly width: number | null;
    readonly channels: number | null;
    readonly range: readonly [low: number, high: number];
  };
  readonly nodes: readonly LiveNode[];
}

export interface LiveNode {
  readonly name: string;
  readonly operation: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
  readonly shape: readonly (number | null)[];
  readonly weights: Readonly<Record<string, ArrayValue>>;
  readonly layer: string;
  readonly layerOperation: string;
}
