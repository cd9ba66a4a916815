import type * as tf from '@tensorflow/tfjs';

/** Shape of one image's value: no batch axis; `null` where it depends on the image. */
export type Shape = readonly (number | null)[];

/** What an operation must know of a node to tell its output shape: nothing of the weights but their shapes. */
export interface NodeSpec {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly weights: Readonly<Record<string, { readonly shape: readonly number[] }>>;
}

/** A node on a backend: its weights as tensors, and what `prepare` made of them. */
export interface TensorNode extends NodeSpec {
  readonly weights: Readonly<Record<string, tf.Tensor>>;
  readonly prepared: Readonly<Record<string, tf.Tensor>>;
}

/** What a backward rule may read. */
export interface BackwardValues {
  /** Forward values of the node's inputs, batch first (by default only those an operation `keeps`). */
  readonly inputs: readonly tf.Tensor[];
  /** The node's own forward value. */
  readonly output: tf.Tensor;
  /** Shapes of the inputs with the batch axis: known whether their values were kept or not. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly node: TensorNode;
}

/**
 * How a gradient (or relevance) at a node's output becomes one at each of its inputs. Runs inside a tidy: must be
 * synchronous and must not dispose of anything.
 */
export interface BackwardRule {
  (gradient: tf.Tensor, values: BackwardValues): readonly tf.Tensor[];
  /** Which forward values a rule of the caller's reads; what is kept cannot be fused. Default: all. */
  readonly keeps?: Kept;
}

/** Which input positions, along one spatial axis, the unit at `index` reads: `first`, `first + step`, ..., `count` of them. */
export type Comb = { readonly first: number; readonly step: number; readonly count: number };

/** How an operation reads its input along one spatial axis. */
export type Reach =
  /** Every unit reads everything (flatten, global pooling). */
  | 'all'
  | {
      /** Input positions that one step of the output moves by; 1/2 for up-sampling by two. */
      readonly stride: number;
      /** May name positions outside the input: padding, to be cut off. */
      readonly at: (index: number) => Comb;
    };

/** One spatial axis of one input of a node. */
export interface AxisPlace {
  readonly axis: 0 | 1;
  /** Length of the input and of the output along the axis; `null` if it depends on the image. */
  readonly inputLength: number | null;
  readonly outputLength: number | null;
}

/** Forward values held until the reverse pass has used them. */
export type Kept = readonly ('inputs' | 'output')[];

/** One kind of node of a network: all that the rest of convlens must know about it. */
export interface Operation {
  readonly name: string;
  /** Output shape of one image. @throws if the inputs do not fit. */
  shape(inputs: readonly Shape[], node: NodeSpec): Shape;
  /** Output for a batch. Called inside a tidy. */
  forward(inputs: readonly tf.Tensor[], node: TensorNode): tf.Tensor;
  /** True gradient with regard to each input. */
  readonly backward: BackwardRule;
  /** Which forward values `backward` reads, so that all others can be freed at once. */
  readonly keeps: Kept | ((node: NodeSpec) => Kept);
  /**
   * Tensors made once from the weights and kept until the network is disposed of, for inputs of these shapes. Called
   * inside a tidy.
   */
  prepare?(node: Omit<TensorNode, 'prepared'>, inputs: readonly Shape[]): Record<string, tf.Tensor>;
  receptiveField(place: AxisPlace, node: NodeSpec): Reach;
}
