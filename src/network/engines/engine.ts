import type * as tf from '@tensorflow/tfjs';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Progress } from '../../run-options.js';
import type { NetworkGraph, NetworkNode } from '../network.js';
import type { BackwardRule, Operation } from '../operations/operation.js';
import type { Glance } from './glance.js';

/** What executes a graph. Another engine fits beside the first by this interface. */
export interface Engine {
  /** As documents and `--engine` name it. */
  readonly name: string;
  compile(graph: NetworkGraph): Promise<CompiledNetwork>;
}

export interface ForwardOptions {
  readonly signal?: AbortSignal;
  /** Called between micro-batches, in images. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The gradient that a pass starts with: values of the node's shape; the one unit of each image that is 1; or chosen when
 * the node's values are known, those of the images from `first` on.
 */
export type Seed = NdArray | readonly number[] | ((values: NdArray, first: number) => NdArray);

/** One reverse pass: what is differentiated, where the gradient is wanted, and by which rules. */
export interface BackwardRequest {
  /** The node the pass starts from, and its gradient. */
  readonly from: { readonly node: string; readonly seed: Seed };
  /** Nodes whose gradient is returned. */
  readonly at: readonly string[];
  /** Nodes whose value is returned, from the same pass. */
  readonly fetch?: readonly string[];
  /** A rule to use in place of a node's true gradient; `undefined` leaves that node alone. */
  readonly rule?: (node: NetworkNode) => BackwardRule | undefined;
  /** What is returned of each node in `at`, instead of its gradient. */
  readonly summary?: GradientSummary;
}

/**
 * Makes of a node's gradient and value, both `[n, ...node shape]`, what somebody wants to know of them, `[n, ...]`: what is
 * large need not leave the backend then. Sees tensors, runs inside a tidy, must be synchronous and dispose of nothing.
 */
export type GradientSummary = ((gradient: tf.Tensor, value: tf.Tensor) => tf.Tensor) | ChannelSum;

/** The sum `[n, h, w]` over the channels of a value, each weighted by what `weights` makes of the gradient: `[n, 1, 1, c]`. */
export interface ChannelSum {
  readonly weights: (gradient: tf.Tensor) => tf.Tensor;
}

export interface BackwardResult {
  readonly gradients: Map<string, NdArray>;
  readonly values: Map<string, NdArray>;
}

/** A graph made ready to run. Tensors stay inside. */
export interface CompiledNetwork {
  /** Values of the named nodes, batch first. Large batches are cut into the engine's own micro-batches. */
  forward(batch: NdArray, fetch: readonly string[], options?: ForwardOptions): Promise<Map<string, NdArray>>;
  /** The same values a few images at a time, looked at in place. An engine that cannot has none: see `glancesOf`. */
  glances?(batch: NdArray, fetch: readonly string[], options?: ForwardOptions): AsyncIterable<Glance>;
  /**
   * The same from the values of some nodes on, which are all that is read; of a batch of 1 where they hold for all images.
   * An engine that starts at the image alone has none.
   */
  forwardFrom?(
    given: ReadonlyMap<string, NdArray>,
    fetch: readonly string[],
    options?: ForwardOptions,
  ): Promise<Map<string, NdArray>>;
  /** An engine that only runs forward has none. */
  backward?(batch: NdArray, request: BackwardRequest, options?: ForwardOptions): Promise<BackwardResult>;
  /** How many images of this shape `[h, w, c]` run at once: where a large batch may be cut without changing a bit. */
  microBatch?(image: readonly number[]): number;
  /** Frees what is held for this network. */
  dispose(): Promise<void>;
  /** Operations of the caller's own that it runs, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
  /** What runs it, where the engine chose among several; otherwise the engine's own name. */
  readonly engine?: string;
  /** Why that one was chosen, for a person. */
  readonly reason?: string;
}
