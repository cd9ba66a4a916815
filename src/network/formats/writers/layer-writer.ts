import type { NdArray } from '../../../numeric/nd-array.js';
import type { NetworkNode } from '../../network.js';
import type { Shape } from '../../operations/operation.js';

/** One Keras layer that a node becomes. */
export interface WrittenLayer {
  readonly className: string;
  /** As tfjs has it, keys in snake_case; the name is added. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** By the role that tfjs gives them: `kernel`, `depthwise_kernel`, `moving_mean`, ... */
  readonly weights?: Readonly<Record<string, NdArray>>;
  /**
   * What the layer reads: the node's inputs by their places, or the layer before it in the chain. Default: all inputs of
   * the node for the first layer, the layer before it for others.
   */
  readonly reads?: readonly (number | 'before')[];
}

/** What a writer is told of a node. */
export interface NodeSource extends NetworkNode {
  /** Without the batch. */
  readonly inputShapes: readonly Shape[];
}

/**
 * Turns a node into a chain of layers, the last of which has the node's name.
 * @throws Error that says what no layer of tfjs can say: `is a convolution in 4 groups`.
 */
export type LayerWriter = (node: NodeSource) => readonly WrittenLayer[];

/** One layer without weights. */
export const plain = (className: string, config: WrittenLayer['config'] = {}): readonly WrittenLayer[] => [
  { className, config },
];
