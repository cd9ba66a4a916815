import { sizeOf } from '../numeric/nd-array.js';
import type { NetworkGraph, NetworkNode } from './network.js';

/** One layer as Keras has it: one or several nodes. */
export interface Layer {
  /** Also the name of its last node: its output after its own activation. */
  readonly name: string;
  readonly operation: string;
  /** Names of the layers that it reads. */
  readonly inputs: readonly string[];
  /** Output shape without the batch; `null` where it depends on the image. */
  readonly shape: readonly (number | null)[];
  /** Numbers that were learned or measured in training; 0 for a later use of a layer, as they were counted before. */
  readonly parameters: number;
  /** Its last node. */
  readonly node: NetworkNode;
}

/** The layers of a network in order, the input first. */
export function layersOf({ nodes }: Pick<NetworkGraph, 'nodes'>): readonly Layer[] {
  const layerOfNode = new Map(nodes.map((node) => [node.name, node.layer]));
  const counted = new Set<unknown>();
  const names = [...new Set(nodes.map((node) => node.layer))];
  return names.map((name) => {
    const own = nodes.filter((node) => node.layer === name);
    const node = own.find((each) => each.name === name) ?? own[own.length - 1];
    const read = own.flatMap((each) => each.inputs).map((input) => layerOfNode.get(input) ?? input);
    return {
      name,
      operation: node.layerOperation,
      inputs: [...new Set(read)].filter((input) => input !== name),
      shape: node.shape,
      parameters: own.reduce((sum, each) => sum + countOnce(each, counted), 0),
      node,
    };
  });
}

function countOnce(node: NetworkNode, counted: Set<unknown>): number {
  let sum = 0;
  for (const { shape, data } of Object.values(node.weights)) {
    if (!counted.has(data)) sum += sizeOf(shape);
    counted.add(data);
  }
  return sum;
}
