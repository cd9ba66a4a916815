import type { Network, NetworkGraph, NetworkNode } from './network.js';
import { type Operation, operationOf, type Reach, type Shape } from './operations/index.js';

export interface FieldOptions {
  /** `[h, w]` of the image, for a network that takes any size. */
  readonly imageSize?: readonly [number, number];
  /** Operations of the caller's own, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** A graph, or a network, which knows the operations its caller brought. */
export type FieldGraph = Pick<NetworkGraph, 'name' | 'nodes'> & Partial<Pick<Network, 'compiled'>>;

/** Rows (0) or columns (1). */
export type Axis = 0 | 1;

/** A graph for images of one size: how long its nodes are along rows and columns, and how they read each other there. */
export class SizedGraph {
  readonly nodes: readonly NetworkNode[];
  readonly #operations: FieldOptions['operations'];
  readonly #shapes: ReadonlyMap<string, Shape>;

  constructor(graph: FieldGraph, options: FieldOptions) {
    this.nodes = graph.nodes;
    this.#operations = ownOperations(graph, options);
    this.#shapes = shapesOf(graph.nodes, options.imageSize, this.#operations);
  }

  /** What has no such axis is one place; `null` where it depends on the image. */
  length(name: string, axis: Axis): number | null {
    const shape = this.#shapes.get(name) as Shape;
    return shape.length === 3 ? shape[axis] : 1;
  }

  reach(node: NetworkNode, input: string, axis: Axis): Reach {
    const place = { axis, inputLength: this.length(input, axis), outputLength: this.length(node.name, axis) };
    return operationOf(node, this.#operations).receptiveField(place, node);
  }
}

/** Operations that are not convlens' own, if there are any. */
export const ownOperations = (graph: FieldGraph, options: FieldOptions): FieldOptions['operations'] =>
  options.operations ?? graph.compiled?.operations;

/** Shapes of all nodes, for the image's size where the network leaves it open. */
function shapesOf(
  nodes: readonly NetworkNode[],
  imageSize: FieldOptions['imageSize'],
  operations: FieldOptions['operations'],
): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => shapes.get(name) as Shape);
    const sized = imageSize && node.operation === 'input' ? [...imageSize, node.shape[2]] : undefined;
    const shape = imageSize && !sized ? operationOf(node, operations).shape(inputs, node) : (sized ?? node.shape);
    shapes.set(node.name, shape);
  }
  return shapes;
}
